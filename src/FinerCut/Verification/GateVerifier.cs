using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Surgery;

namespace FinerCut.Verification;

/// <summary>Compares a written model with gates with the model that they were added to.</summary>
/// <remarks>The runtime runs both operator by operator as they stand, so that nothing is rounded otherwise, whatever
/// the precision: times 1 and plus 0 are exact. On a CPU the two are the same to the last digit.</remarks>
/// <param name="source">The graph without gates.</param>
/// <param name="sessions">Opens sessions that optimise nothing.</param>
internal sealed class GateVerifier(string source, SessionFactory sessions)
{
    // For devices whose kernels add up in no fixed order.
    private const double RelativeTolerance = 2e-4;

    /// <summary>Runs a sample, in one call and with the last token as a cached step: all gates open, then the one in
    /// the middle closed.</summary>
    /// <param name="path">The written graph.</param>
    /// <param name="ids">Token ids.</param>
    /// <param name="cancellation">Looked at between sessions.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">They differ, or the source has no numbers.</exception>
    public VerificationResult Verify(string path, int[] ids, CancellationToken cancellation)
    {
        try
        {
            return VerifySample(path, ids, cancellation);
        }
        catch (DiagnosticException error) when (RuntimeErrors.IsFailure(error))
        {
            int[] readable = Readable(ids);
            if (readable.Length == ids.Length)
            {
                throw;
            }

            return VerifySample(path, readable, cancellation);
        }
    }

    private VerificationResult VerifySample(string path, int[] ids, CancellationToken cancellation)
    {
        (List<SublayerName> names, float[] dense) = AskSource(bypassed: [], ids);
        HashSet<SublayerName> one = [names[names.Count / 2]];
        cancellation.ThrowIfCancellationRequested();
        (_, float[] without) = AskSource(one, ids);
        cancellation.ThrowIfCancellationRequested();
        using WholeDecoder gated = WholeDecoder.Open(path, sessions);
        CheckInterface(gated.Map, names);
        string answer = gated.Map.HasHead ? "logits" : "hidden states";
        VerificationResult open = Compare($"with all gates open, the {answer}", dense, Ask(gated, ids));
        gated.Closed = one;
        VerificationResult closed = Compare($"with the gate of {one.Single()} closed, the {answer}", without,
            Ask(gated, ids));
        return open with
        {
            LargestDifference = Math.Max(open.LargestDifference, closed.LargestDifference),
            Tolerance = Math.Max(open.Tolerance, closed.Tolerance)
        };
    }

    /// <summary>The first tokens of a sample that the source can read: a table of positions in the graph may end before
    /// the sample does, where no configuration says so.</summary>
    /// <returns>All of them where it reads these, or not even two.</returns>
    private int[] Readable(int[] ids)
    {
        using WholeDecoder decoder = WholeDecoder.Open(source, sessions);
        return ids[..(LongestSample.Find(ids.Length, tokens => Reads(decoder, ids.AsSpan(..tokens))) ?? ids.Length)];
    }

    private static bool Reads(WholeDecoder decoder, ReadOnlySpan<int> ids)
    {
        try
        {
            _ = decoder.Prefill(ids);
            return true;
        }
        catch (DiagnosticException error) when (RuntimeErrors.IsFailure(error))
        {
            return false;
        }
    }

    private (List<SublayerName> Names, float[] Logits) AskSource(HashSet<SublayerName> bypassed, int[] ids)
    {
        using WholeDecoder decoder = WholeDecoder.Open(source, sessions, bypassed);
        float[] logits = Ask(decoder, ids);
        return logits.Any(float.IsNaN)
            ? throw VerificationErrors.GateSourceNotFinite(source)
            : ([.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)], logits);
    }

    /// <summary>The logits of the prompt and, where there are caches, those of the cached step.</summary>
    private static float[] Ask(WholeDecoder decoder, int[] ids) =>
        decoder.Limits.TakesSteps && ids.Length > 1
            ? [.. decoder.Prefill(ids), .. decoder.CachedStep(ids)]
            : decoder.Prefill(ids);

    private static void CheckInterface(DecoderMap gated, List<SublayerName> names)
    {
        List<SublayerName> found = [.. gated.Sublayers.Select(sublayer => sublayer.Name)];
        if (BranchGates.FindInput(gated.Model) is null || !names.SequenceEqual(found))
        {
            throw VerificationErrors.Interface(
                $"its gates are those of {string.Join(", ", found)} instead of {string.Join(", ", names)}");
        }
    }

    private static VerificationResult Compare(string what, float[] expected, float[] found)
    {
        double tolerance = RelativeTolerance * Math.Max(1, LogitComparison.LargestMagnitude(expected));
        double difference = LogitComparison.LargestDifference(expected, found);
        return difference <= tolerance
            ? new VerificationResult(1, difference, tolerance)
            : throw VerificationErrors.GateDiffers(what, difference, tolerance);
    }
}
