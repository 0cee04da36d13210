namespace FinerCut.Tokenizers.Models;

/// <summary>Knows between which characters no merge can reach, so that a text may be cut there without changing its
/// tokens.</summary>
internal sealed class SafeCuts
{
    private readonly HashSet<int> _joined = [];

    /// <summary>Forbids cutting where a merge joins two tokens: between the last character of one and the first of the
    /// other.</summary>
    internal void Forbid(char before, char after) => _joined.Add(Key(before, after));

    internal bool IsSafe(char before, char after) =>
        !(char.IsHighSurrogate(before) && char.IsLowSurrogate(after)) && !_joined.Contains(Key(before, after));

    private static int Key(char before, char after) => (before << 16) | after;
}
