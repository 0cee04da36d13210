using FinerCut.Decoders;
using FinerCut.Execution;

namespace FinerCut.Verification;

/// <summary>Compares the logits of a written model with those of its source, in which the removed sublayers are
/// bypassed.</summary>
/// <remarks>Exact arithmetic is compared with the source cut into segments, logit by logit. Where activations are
/// rounded to 8 bits, or numbers have half precision, a change in the last digit flips roundings: there the reference
/// runs the source's own kernels on branches that are nulled, and the root mean square counts, against that of the
/// dense model's own noise.</remarks>
internal sealed class Verifier(SegmentedDecoder source, SessionFactory sessions)
{
    // Fused and plain kernels round otherwise; on the exporters' tiny models and on SmolLM2 they differ by at most 3e-5
    // of the largest logit.
    private const double RelativeTolerance = 2e-4;

    // The reference models of low precision are compared at the same multiple of the noise measured in them.
    private const double NoiseMultiple = 4;

    private const int LargestSamples = 10;
    private const int LargestNoisySamples = 4;
    private const int LargestStreamedSamples = 2;

    /// <summary>Whether no more samples are run than tell a wrong model of its kind from a right one, however many
    /// there are.</summary>
    public bool IsBrief { get; init; } = true;

    /// <summary>The tokens at the end of each sample that are also read one by one; 8 let every cache hand on what it
    /// was handed.</summary>
    public int Steps { get; init; } = 8;

    /// <summary>Runs samples through both, in one call, and again with the last tokens as cached steps.</summary>
    /// <param name="path">The written graph.</param>
    /// <param name="removed">What was removed.</param>
    /// <param name="samples">Token ids of the samples, at least 2 each.</param>
    /// <param name="cancellation">Looked at between samples.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">They differ by more than rounding, or the source has no
    /// numbers.</exception>
    public VerificationResult Verify(
        string path,
        IReadOnlySet<SublayerName> removed,
        IReadOnlyList<int[]> samples,
        CancellationToken cancellation) =>
        Compare(path, removed, samples, cancellation).EnsureWithin();

    /// <summary>The same without a verdict.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The source has no numbers.</exception>
    public LogitAgreement Compare(string path, IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> samples,
        CancellationToken cancellation) =>
        Agreement(path, removed, samples, cancellation) with { IsOfHiddenStates = !source.Map.HasHead };

    private LogitAgreement Agreement(string path, IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> samples,
        CancellationToken cancellation)
    {
        if (!source.Memory.HoldsSecondModel && source.Map.Graph == source.Map.Model.Graph)
        {
            // Nothing of the source stays from here on, so that the written model finds room.
            source.Memory = source.Memory with { FirstKeptSegment = source.Segments.Count };
            using StreamedDecoder streamed = StreamedDecoder.Open(path, sessions);
            return CompareStreamed(streamed, removed, Some(samples, LargestStreamedSamples), cancellation);
        }

        using WholeDecoder written = WholeDecoder.Open(path, sessions);
        if (Rounding.IsOfAllActivations(source.Map.Model))
        {
            // The runtime joins roundings that follow each other, with a scale between theirs: all activations change a
            // little.
            using WholeDecoder plain = WholeDecoder.Open(path, sessions.WithoutOptimisation);
            return CompareNoisy(
                plain, removed, Some(samples, LargestNoisySamples), (sessions.WithoutOptimisation, cancellation));
        }

        return Rounding.IsNoisy(source.Map)
            ? CompareNoisy(written, removed, Some(samples, LargestNoisySamples), (sessions, cancellation))
            : CompareExactly(written, removed, Some(samples, LargestSamples), cancellation);
    }

    private IReadOnlyList<int[]> Some(IReadOnlyList<int[]> samples, int largest) =>
        IsBrief ? [.. samples.Take(largest)] : samples;

    private LogitAgreement CompareExactly(
        WholeDecoder written,
        IReadOnlySet<SublayerName> removed,
        IReadOnlyList<int[]> samples,
        CancellationToken cancellation)
    {
        int steps = StepsFor(written, samples);
        LargestDifferences largest = new();
        foreach (int[] ids in samples)
        {
            cancellation.ThrowIfCancellationRequested();
            using PreparedSample sample = source.Prepare(ids);
            float[] expected = source.Logits(sample, removed);
            CheckNumbers(expected);
            float[] prompt = written.Prefill(ids);
            largest.AddPrompt(ShownOf(expected, prompt), prompt);
            if (steps > 0)
            {
                largest.AddSteps(expected.AsSpan()[^(steps * source.Vocabulary)..], written.CachedSteps(ids, steps));
            }
        }

        LogitAgreement agreement = largest.ToAgreement(
            samples.Count, steps, RelativeTolerance + Rounding.OfLogits(source.Map));
        return agreement.IsWithin
            ? agreement
            : agreement with
            {
                Tolerance = Math.Max(agreement.Tolerance, NoiseMultiple * Sensitivity(removed, samples, cancellation))
            };
    }

    /// <summary>How far the source is from itself when its kernels are fused otherwise, the removed sublayers bypassed
    /// in both: a model from which much is gone can enlarge roundings a hundred times.</summary>
    private double Sensitivity(
        IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> samples, CancellationToken cancellation)
    {
        using WholeDecoder bypassed = WholeDecoder.Open(source.OpenModel, sessions, removed);
        double largest = 0;
        foreach (int[] ids in samples)
        {
            cancellation.ThrowIfCancellationRequested();
            using PreparedSample sample = source.Prepare(ids);
            float[] prompt = bypassed.Prefill(ids);
            largest = Math.Max(
                largest, LogitComparison.LargestDifference(ShownOf(source.Logits(sample, removed), prompt), prompt));
        }

        return largest;
    }

    /// <summary>Both models are cut in the same way, so that low precision rounds prompts alike; it rounds a single
    /// token otherwise.</summary>
    private LogitAgreement CompareStreamed(
        StreamedDecoder written,
        IReadOnlySet<SublayerName> removed,
        IReadOnlyList<int[]> samples,
        CancellationToken cancellation)
    {
        List<PreparedSample> prepared = [.. samples.Select(ids => source.Prepare(ids))];
        IReadOnlyList<ForwardPass> passes = ForwardPass.RunToEnd(source, prepared, removed);
        cancellation.ThrowIfCancellationRequested();
        LargestDifferences largest = new();
        int steps = 0;
        foreach ((int index, (float[] prompt, float[]? step)) in written.ComputeLogits(samples).Index())
        {
            float[] expected = passes[index].ReadLogits();
            CheckNumbers(expected);
            largest.AddPrompt(expected, prompt);
            if (step is not null && !Rounding.IsNoisy(source.Map))
            {
                largest.AddSteps(expected.AsSpan()[^source.Vocabulary..], step);
                steps = 1;
            }
        }

        passes.ToList().ForEach(pass => pass.Dispose());
        prepared.ForEach(sample => sample.Dispose());
        return largest.ToAgreement(samples.Count, steps, RelativeTolerance + Rounding.OfLogits(source.Map));
    }

    private LogitAgreement CompareNoisy(
        WholeDecoder written,
        IReadOnlySet<SublayerName> removed,
        IReadOnlyList<int[]> samples,
        (SessionFactory Sessions, CancellationToken Cancellation) run)
    {
        using WholeDecoder bypassed = WholeDecoder.Open(source.OpenModel, run.Sessions, removed);
        double tolerance = Math.Max(RelativeTolerance, NoiseMultiple * DenseNoise(samples[0]));
        int steps = StepsFor(written, samples);
        LogitAgreement agreement =
            RootMeanSquares(bypassed, written, samples, steps, run.Cancellation) with { Tolerance = tolerance };
        if (agreement.IsWithin)
        {
            return agreement;
        }

        // What is left of the model may enlarge roundings more than the whole does.
        using WholeDecoder otherwise = WholeDecoder.Open(
            source.OpenModel, run.Sessions.IsOptimised ? sessions.WithoutOptimisation : sessions, removed);
        LogitAgreement own = RootMeanSquares(bypassed, otherwise, samples, steps, run.Cancellation);
        double cut = samples.Max(ids => Noise(bypassed, removed, ids));
        return agreement with
        {
            Tolerance = Math.Max(tolerance, NoiseMultiple * Math.Max(cut, Math.Max(own.Prompts, own.Steps)))
        };
    }

    private LogitAgreement RootMeanSquares(
        WholeDecoder expected,
        WholeDecoder found,
        IReadOnlyList<int[]> samples,
        int steps,
        CancellationToken cancellation)
    {
        (double prompts, double step) = (0, 0);
        foreach (int[] ids in samples)
        {
            cancellation.ThrowIfCancellationRequested();
            float[] logits = expected.Prefill(ids);
            CheckNumbers(logits);
            prompts = Math.Max(prompts, LogitComparison.RootMeanSquare(logits, found.Prefill(ids)));
            step = steps == 0 ? 0 : Math.Max(
                step, LogitComparison.RootMeanSquare(expected.CachedSteps(ids, steps), found.CachedSteps(ids, steps)));
        }

        return new LogitAgreement(
            samples.Count, prompts, 0)
        { Steps = step, StepTokens = steps, IsRootMeanSquare = true };
    }

    private int StepsFor(WholeDecoder written, IReadOnlyList<int[]> samples) =>
        written.Limits.TakesSteps ? Math.Min(Steps, samples.Min(sample => sample.Length) - 1) : 0;

    /// <summary>What a model on disk tells of a prompt: where the source answers for the last position alone, the
    /// logits of that.</summary>
    private ReadOnlySpan<float> ShownOf(float[] expected, float[] found) =>
        source.IsOfOnePosition && found.Length == source.Vocabulary ? expected.AsSpan()[^found.Length..] : expected;

    private void CheckNumbers(float[] expected)
    {
        if (expected.Any(float.IsNaN))
        {
            throw VerificationErrors.SourceNotFinite(source.Map.Model.Path);
        }
    }

    private double DenseNoise(int[] ids)
    {
        using WholeDecoder dense = WholeDecoder.Open(source.OpenModel, sessions, new HashSet<SublayerName>());
        return Noise(dense, new HashSet<SublayerName>(), ids);
    }

    /// <summary>How far the source is from itself when its kernels are fused otherwise; 0 where it has no
    /// numbers.</summary>
    private double Noise(WholeDecoder whole, IReadOnlySet<SublayerName> removed, int[] ids)
    {
        using PreparedSample sample = source.Prepare(ids);
        float[] prompt = whole.Prefill(ids);
        double noise = LogitComparison.RootMeanSquare(ShownOf(source.Logits(sample, removed), prompt), prompt);
        return double.IsFinite(noise) ? noise : 0;
    }
}
