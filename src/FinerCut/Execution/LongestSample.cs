using FinerCut.Decoders;
using FinerCut.Onnx;

namespace FinerCut.Execution;

/// <summary>Finds out how long a sample the dense model can read, where no configuration tells: a table of positions in
/// the graph may end.</summary>
internal static class LongestSample
{
    private const int LeastTokens = 2;

    /// <summary>Runs samples or, where the dense model itself fails on them, as many of their first tokens as it can
    /// read.</summary>
    /// <param name="decoder">The dense model.</param>
    /// <param name="samples">Token ids.</param>
    /// <param name="shorten">Told the length of the samples before they are cut.</param>
    /// <param name="run">What is done with samples.</param>
    /// <exception cref="DiagnosticException">It fails, and the dense model is not to blame, or reads no sample at
    /// all.</exception>
    public static T RunShortening<T>(SegmentedDecoder decoder, IReadOnlyList<int[]> samples, Action<int> shorten,
        Func<IReadOnlyList<int[]>, T> run)
    {
        try
        {
            return run(samples);
        }
        catch (DiagnosticException error) when (RuntimeErrors.IsFailure(error))
        {
            int[] longest = samples.MaxBy(sample => sample.Length)!;
            if (Find(decoder, longest) is not { } length || length == longest.Length)
            {
                throw;
            }

            shorten(length);
            return run([.. samples.Select(row => row[..Math.Min(row.Length, length)])]);
        }
    }

    /// <summary>The most first tokens of a sample that the model can read.</summary>
    /// <param name="decoder">The dense model.</param>
    /// <param name="ids">The sample.</param>
    /// <returns>All of them or fewer, at least 2; null where it reads not even those.</returns>
    /// <exception cref="DiagnosticException">It reads them, but gives no logits of them; FC2065: its calls have one
    /// token each, and its inner shapes are made for that.</exception>
    public static int? Find(SegmentedDecoder decoder, int[] ids)
    {
        int? found = Find(ids.Length, length => Reads(() =>
        {
            using PreparedSample sample = decoder.Prepare(ids.AsSpan(0, length));
            _ = decoder.Logits(sample, new HashSet<SublayerName>());
        }));
        return found is null && decoder.Limits is { TokensPerCall: 1, HasCaches: true }
            ? throw RuntimeErrors.OneTokenInside(decoder.Map.Model.Path)
            : found;
    }

    /// <summary>The most first tokens of a text that the model can read at once.</summary>
    /// <param name="decoder">The model, which forgets all that it has read.</param>
    /// <param name="ids">The text.</param>
    /// <returns>All of them or fewer, at least 2; null where it reads not even those.</returns>
    /// <exception cref="DiagnosticException">It fails for another reason than their number.</exception>
    public static int? Find(CachedDecoder decoder, int[] ids) => Find(ids.Length, length => Reads(() =>
    {
        decoder.Reset();
        _ = decoder.Append(ids.AsSpan(0, length));
    }));

    /// <summary>The most first tokens of a sample that can be read.</summary>
    /// <param name="length">Tokens in the sample.</param>
    /// <param name="reads">Whether so many can be read; where some can, fewer can as well.</param>
    /// <returns>At least 2 and at most all; null where not even 2 can be read.</returns>
    public static int? Find(int length, Func<int, bool> reads)
    {
        if (reads(length))
        {
            return length;
        }

        (int most, int fails) = (LeastTokens - 1, length);
        while (fails - most > 1)
        {
            int middle = most + ((fails - most) / 2);
            (most, fails) = reads(middle) ? (middle, fails) : (most, middle);
        }

        return most >= LeastTokens ? most : null;
    }

    private static bool Reads(Action run)
    {
        try
        {
            run();
            return true;
        }
        catch (DiagnosticException error) when (RuntimeErrors.IsFailure(error))
        {
            return false;
        }
    }
}
