namespace FinerCut.Execution.Memory;

/// <summary>The segments whose streams a search keeps: not all, since running a layer or two again takes a few
/// hundredths of the way to the end, and a fraction of the memory.</summary>
internal static class KeptSegments
{
    // What may have to be run again, as a share of a dense pass.
    private const double LargestRerun = 0.04;

    /// <summary>Finds them.</summary>
    /// <param name="decoder">The dense model.</param>
    /// <param name="sampleLength">Tokens of the longest sample.</param>
    /// <returns>0-based indices that rise, the first one 0: those streams are the samples' own.</returns>
    public static IReadOnlyList<int> Find(SegmentedDecoder decoder, int sampleLength)
    {
        double[] costs = [.. decoder.Segments
            .Select(segment => segment.Sublayers.Sum(sublayer => (double)sublayer.MultiplyAddsPerToken(sampleLength)))];
        double most = LargestRerun * (decoder.Map.HeadMultiplyAdds + costs.Sum());
        List<int> kept = [0];
        double rerun = 0;
        for (int segment = 1; segment < costs.Length; segment++)
        {
            rerun += costs[segment - 1];
            if (rerun > most)
            {
                rerun = 0;
                kept.Add(segment);
            }
        }

        return kept;
    }
}
