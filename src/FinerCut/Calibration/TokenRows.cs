namespace FinerCut.Calibration;

/// <summary>Cuts a sequence of tokens into rows.</summary>
internal static class TokenRows
{
    /// <summary>Cuts contiguous rows from the start of a sequence; what does not fill a row is left out.</summary>
    /// <param name="ids">The token ids.</param>
    /// <param name="samples">Rows wanted.</param>
    /// <param name="sampleTokens">Tokens in each row.</param>
    /// <returns>As many rows as the ids fill, at most <paramref name="samples"/>.</returns>
    internal static IReadOnlyList<int[]> Cut(IEnumerable<int> ids, int samples, int sampleTokens) =>
        [.. ids.Chunk(sampleTokens).TakeWhile(row => row.Length == sampleTokens).Take(samples)];
}
