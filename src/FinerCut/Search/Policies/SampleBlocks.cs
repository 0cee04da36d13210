namespace FinerCut.Search.Policies;

/// <summary>How far samples may be run.</summary>
/// <param name="Lengths">Tokens of each sample.</param>
/// <param name="Tokens">A sample may end after any multiple of this many tokens; <see cref="Whole"/> where it has to be
/// run to its end.</param>
internal sealed record SampleBlocks(IReadOnlyList<int> Lengths, int Tokens)
{
    /// <summary>More tokens than any sample has.</summary>
    public const int Whole = int.MaxValue;

    /// <summary>Number of samples.</summary>
    public int Samples => Lengths.Count;

    /// <summary>Tokens of the shortest start that holds a share of a sample.</summary>
    /// <param name="sample">0-based index.</param>
    /// <param name="share">At most 1; at least one block is taken.</param>
    public int Holding(int sample, double share)
    {
        long blocks = Math.Max(1, (long)Math.Ceiling(share * Lengths[sample] / Tokens));
        return (int)Math.Min(blocks * Tokens, Lengths[sample]);
    }

    /// <summary>Index of the last block of a start.</summary>
    /// <param name="tokens">Its tokens, at least 1.</param>
    public int LastBlock(int tokens) => (tokens - 1) / Tokens;
}
