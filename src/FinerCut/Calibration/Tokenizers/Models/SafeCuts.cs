namespace FinerCut.Calibration.Tokenizers.Models;

/// <summary>Knows between which characters no merge can reach, so that a text may be cut there without changing its tokens.</summary>
internal sealed class SafeCuts
{
    private readonly HashSet<int> _joined = [];

    /// <summary>Forbids cutting between any two neighbours of a merged token.</summary>
    internal void Forbid(string merged)
    {
        for (int index = 1; index < merged.Length; index++)
        {
            _joined.Add(Key(merged[index - 1], merged[index]));
        }
    }

    internal bool IsSafe(char before, char after) =>
        !(char.IsHighSurrogate(before) && char.IsLowSurrogate(after)) && !_joined.Contains(Key(before, after));

    private static int Key(char before, char after) => (before << 16) | after;
}
