namespace FinerCut.Calibration;

/// <summary>Token ids without a text behind them, for comparisons that need no sense.</summary>
internal static class SeededSamples
{
    private const long SmallestVocabulary = 256;

    /// <summary>Makes samples, the same ones every time.</summary>
    /// <param name="samples">Number of samples.</param>
    /// <param name="length">Tokens in each.</param>
    /// <param name="vocabulary">Number of tokens; null where nobody tells it.</param>
    public static IReadOnlyList<int[]> Make(int samples, int length, long? vocabulary)
    {
#pragma warning disable CA5394 // no secret: the same rows every time are the point
        Random random = new(0);
        int words = (int)Math.Min(vocabulary ?? SmallestVocabulary, int.MaxValue);
        return [.. Enumerable.Range(0, samples)
            .Select(_ => Enumerable.Range(0, length).Select(_ => random.Next(words)).ToArray())];
#pragma warning restore CA5394
    }
}
