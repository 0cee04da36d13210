using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx.Graphs;
using FinerCut.Pruning;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Verification;

/// <summary>Compares a written model with its source, in which the removed sublayers are bypassed.</summary>
/// <remarks>Exact arithmetic is compared with the source cut into segments, logit by logit. Where activations are rounded to 8 bits, or
/// numbers have half precision, a change in the last digit flips roundings: there the reference runs the source's own kernels on branches
/// that are nulled, and the root mean square counts, against that of the dense model's own noise.</remarks>
internal sealed class Verifier(SegmentedDecoder source, SessionFactory sessions)
{
    // Fused and plain kernels round otherwise; on the exporters' tiny models and on SmolLM2 they differ by at most 3e-5 of the largest logit.
    private const double RelativeTolerance = 2e-4;

    // The reference models of low precision are compared at the same multiple of the noise measured in them.
    private const double NoiseMultiple = 4;

    private const int LargestRows = 10;
    private const int LargestNoisyRows = 4;
    private const int LargestStreamedRows = 2;

    /// <summary>Runs rows through both, in one call and with the last token as a cached step.</summary>
    /// <param name="path">The written graph.</param>
    /// <param name="removed">What was removed.</param>
    /// <param name="rows">Token ids of the rows.</param>
    /// <param name="cancellation">Looked at between rows.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">They differ by more than rounding, or the source has no numbers.</exception>
    public VerificationResult Verify(string path, IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> rows, CancellationToken cancellation)
    {
        if (source.Memory.FirstKeptStage > 0 && source.Map.Graph == source.Map.Model.Graph)
        {
            using StreamedDecoder streamed = StreamedDecoder.Open(path, sessions);
            CheckInterface(streamed.Map, removed);
            return VerifyStreamed(streamed, removed, [.. rows.Take(LargestStreamedRows)], cancellation);
        }

        using DiskDecoder written = DiskDecoder.Open(path, sessions);
        CheckInterface(written.Map, removed);
        if (HasRoundedStream(source.Map.Model))
        {
            // The runtime joins roundings that follow each other, with a scale between theirs: all activations change a little.
            using DiskDecoder plain = DiskDecoder.Open(path, sessions.WithoutOptimisation);
            return VerifyNoisy(plain, removed, [.. rows.Take(LargestNoisyRows)], (sessions.WithoutOptimisation, cancellation));
        }

        return IsNoisy(source.Map.Model)
            ? VerifyNoisy(written, removed, [.. rows.Take(LargestNoisyRows)], (sessions, cancellation))
            : VerifyExact(written, removed, [.. rows.Take(LargestRows)], cancellation);
    }

    private VerificationResult VerifyExact(DiskDecoder written, IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> rows, CancellationToken cancellation)
    {
        (double largest, double tolerance) = (0, 0);
        foreach (int[] ids in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            using Row row = source.Prepare(ids);
            float[] expected = source.Logits(row, removed);
            CheckNumbers(expected);
            tolerance = Math.Max(tolerance, RelativeTolerance * Math.Max(1, LogitComparison.LargestMagnitude(expected)));
            largest = Math.Max(largest, Check("the prompt's logits", LogitComparison.LargestDifference(expected, written.Prefill(ids)), tolerance));
            if (written.Map.Caches.Any())
            {
                double step = LogitComparison.LargestDifference(expected.AsSpan()[^source.Vocabulary..], written.CachedStep(ids));
                largest = Math.Max(largest, Check("a cached step's logits", step, tolerance));
            }
        }

        return new VerificationResult(rows.Count, largest, tolerance);
    }

    /// <summary>Both models are cut in the same way, so that low precision rounds prompts alike; it rounds a single token otherwise.</summary>
    private VerificationResult VerifyStreamed(StreamedDecoder written, IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> rows, CancellationToken cancellation)
    {
        List<Row> prepared = [.. rows.Select(ids => source.Prepare(ids))];
        IReadOnlyList<OrtValue> streams = source.RunToEnd(prepared, removed);
        cancellation.ThrowIfCancellationRequested();
        (double largest, double tolerance) = (0, 0);
        foreach ((int index, (float[] prompt, float[]? step)) in written.Run(rows).Index())
        {
            float[] expected = source.Logits(streams[index], prepared[index]);
            CheckNumbers(expected);
            tolerance = Math.Max(tolerance, RelativeTolerance * Math.Max(1, LogitComparison.LargestMagnitude(expected)));
            largest = Math.Max(largest, Check("the prompt's logits", LogitComparison.LargestDifference(expected, prompt), tolerance));
            if (step is not null && !IsNoisy(source.Map.Model))
            {
                double difference = LogitComparison.LargestDifference(expected.AsSpan()[^source.Vocabulary..], step);
                largest = Math.Max(largest, Check("a cached step's logits", difference, tolerance));
            }
        }

        streams.Except(prepared.Select(row => row.Start)).ToList().ForEach(stream => stream.Dispose());
        prepared.ForEach(row => row.Dispose());
        return new VerificationResult(rows.Count, largest, tolerance);
    }

    private VerificationResult VerifyNoisy(DiskDecoder written, IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> rows, (SessionFactory Sessions, CancellationToken Cancellation) run)
    {
        using DiskDecoder bypassed = DiskDecoder.Open(source.Map.Model.Path, run.Sessions, removed);
        double tolerance = Math.Max(RelativeTolerance, NoiseMultiple * Noise(rows[0]));
        double largest = 0;
        foreach (int[] ids in rows)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            float[] expected = bypassed.Prefill(ids);
            CheckNumbers(expected);
            double prompt = LogitComparison.RootMeanSquare(expected, written.Prefill(ids));
            largest = Math.Max(largest, Check("the prompt's logits (root mean square)", prompt, tolerance));
            if (written.Map.Caches.Any())
            {
                double step = LogitComparison.RootMeanSquare(bypassed.CachedStep(ids), written.CachedStep(ids));
                largest = Math.Max(largest, Check("a cached step's logits (root mean square)", step, tolerance));
            }
        }

        return new VerificationResult(rows.Count, largest, tolerance);
    }

    private void CheckNumbers(float[] expected)
    {
        if (expected.Any(float.IsNaN))
        {
            throw VerificationErrors.SourceNotFinite(source.Map.Model.Path);
        }
    }

    private static double Check(string what, double difference, double tolerance) =>
        difference <= tolerance ? difference : throw VerificationErrors.Differs(what, difference, tolerance);

    private void CheckInterface(DecoderMap written, IReadOnlySet<SublayerName> removed)
    {
        List<Sublayer> kept = [.. source.Map.Sublayers.Where(sublayer => !removed.Contains(sublayer.Name))];
        List<SublayerName> found = [.. written.Sublayers.Select(sublayer => sublayer.Name)];
        if (!kept.Select(sublayer => sublayer.Name).SequenceEqual(found))
        {
            throw VerificationErrors.Interface($"its sublayers are {string.Join(", ", found)} instead of {string.Join(", ", kept.Select(sublayer => sublayer.Name))}");
        }

        foreach ((Sublayer before, Sublayer after) in kept.Zip(written.Sublayers))
        {
            (IReadOnlyList<string> expected, IReadOnlyList<string> names) = (CacheNames.Expected(before, kept), CacheNames.Found(after));
            if (!expected.SequenceEqual(names))
            {
                throw VerificationErrors.Interface($"the caches of {before.Name} are [{string.Join(", ", names)}] instead of [{string.Join(", ", expected)}]");
            }
        }
    }

    /// <summary>Half precision, and activations rounded to 8 bits: a change in the last digit flips roundings.</summary>
    private static bool IsNoisy(Model model) => model.Tensors.Any(tensor => tensor.ElementType is ElementType.Float16 or ElementType.BFloat16 && tensor.ElementCount > 1)
        || model.Graph.Nodes.Any(node => node.OpType.StartsWith("DynamicQuantize", StringComparison.Ordinal) || node.OpType is "MatMulInteger" or "MatMulIntegerToFloat"
            || (node.OpType == "MatMulNBits" && node.FindAttribute("accuracy_level")?.Int is 4));

    /// <summary>Static quantization: every activation is rounded with a scale of its own.</summary>
    private static bool HasRoundedStream(Model model) => model.Graph.Nodes.Any(node => node.OpType == "QuantizeLinear" || node.OpType.StartsWith("QLinear", StringComparison.Ordinal));

    /// <summary>How far the dense model is from itself when its kernels are fused otherwise; 0 where it has no numbers.</summary>
    private double Noise(int[] ids)
    {
        using DiskDecoder dense = DiskDecoder.Open(source.Map.Model.Path, sessions);
        using Row row = source.Prepare(ids);
        double noise = LogitComparison.RootMeanSquare(source.Logits(row, new HashSet<SublayerName>()), dense.Prefill(ids));
        return double.IsFinite(noise) ? noise : 0;
    }
}
