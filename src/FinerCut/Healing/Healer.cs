using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Surgery;
using Microsoft.Extensions.Logging;

namespace FinerCut.Healing;

/// <summary>Heals a pruned model: tries ways to refit weights on a part of the samples, and goes the best one on all.
/// Held-out samples decide, so that the healed model is no worse on them than the pruned one.</summary>
/// <param name="path">The dense model's graph.</param>
/// <param name="dense">The dense model.</param>
/// <param name="sessions">Opens the pruned one.</param>
/// <param name="run">Who is told.</param>
internal sealed class Healer(string path, SegmentedDecoder dense, SessionFactory sessions, RunContext run)
{
    // One sample in eight is held out: few enough to lose little, and enough to tell ways apart.
    private const int HeldOutShare = 8;
    private const int LargestHeldOut = 16;

    // Ways are told apart by a quarter of the samples, where that leaves enough of them.
    private const int TrialShare = 4;
    private const int LeastTrialSamples = 24;

    private static readonly HashSet<SublayerName> Nothing = [];

    /// <summary>Which weights may change.</summary>
    public required Func<Value, bool> CanChange { get; init; }

    /// <summary>Heals the model without some sublayers.</summary>
    /// <param name="removed">The sublayers.</param>
    /// <param name="method">What may change.</param>
    /// <param name="set">What to fit on.</param>
    /// <returns>The weights, null where no way helps, and what the plan says.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7402: there is one sample alone.</exception>
    public (HealedWeights? Weights, PlanHealing Record) Heal(
        IReadOnlySet<SublayerName> removed, HealMethod method, CalibrationSet set)
    {
        IReadOnlyList<int[]> samples = set.Samples;
        int heldOut = Math.Clamp(samples.Count / HeldOutShare, 1, LargestHeldOut);
        if (samples.Count - heldOut < 1)
        {
            throw HealingErrors.TooFewSamples();
        }

        // Spread, so that every source is among them.
        HashSet<int> held = [.. Enumerable.Range(0, heldOut).Select(i => (int)((i + 0.5) * samples.Count / heldOut))];
        Trial trial = new(removed, samples, held);
        List<int> all = [.. Enumerable.Range(0, samples.Count)];
        List<int> some = samples.Count / TrialShare < LeastTrialSamples
            ? all
            : [.. all.Where(index => held.Contains(index) || index % TrialShare == 0)];
        IReadOnlyList<HealingRecipe> ways = HealingRecipe.For(method, TokensOf(samples, some));
        int fits = ways.Count + (some.Count < all.Count ? 1 : 0);
        double before = MeasureDivergence(trial, new HealedWeights());
        (double Divergence, HealedWeights? Weights, HealingRecipe? Recipe) best = (before, null, null);
        foreach ((int index, HealingRecipe way) in ways.Index())
        {
            Try(way, some, index + 1);
        }

        if (best.Recipe is { } recipe && some.Count < all.Count)
        {
            double ridge = HealingRecipe.For(method, TokensOf(samples, all))[0].Ridge;
            Try(recipe with { Ridge = ridge }, all, fits);
        }

        return (best.Weights, Describe());

        void Try(HealingRecipe way, List<int> indices, int number)
        {
            run.Observer.PhaseStarted(
                RunPhase.Heal, $"fit {number} of {fits}, {TokensOf(samples, indices)} tokens of {set.Source}");
            HealedWeights weights = Fit(trial, way, indices);
            double divergence = MeasureDivergence(trial, weights);
            run.Log.LogDebug(
                "Healing by {Recipe} changed {Weights} weights, divergence {Before} became {After}",
                way,
                weights.Names.Count,
                before,
                divergence);
            if (divergence < best.Divergence)
            {
                best = (divergence, weights, way);
            }
        }

        PlanHealing Describe() => new(
            method.ToString().ToLowerInvariant(),
            set.Source,
            samples.Count,
            set.SampleTokens,
            TokensOf(samples, all),
            TokensOf(samples, held),
            set.TokensSha256(),
            best.Recipe?.Steps ?? [],
            best.Recipe?.Ridge,
            before,
            best.Divergence,
            best.Weights?.Describe() ?? []);
    }

    private static long TokensOf(IReadOnlyList<int[]> samples, IEnumerable<int> indices) =>
        indices.Sum(index => (long)samples[index].Length);

    private HealedWeights Fit(Trial trial, HealingRecipe recipe, List<int> indices)
    {
        HealedWeights changed = new();
        List<int[]> samples = [.. indices.Select(index => trial.Samples[index])];
        using SegmentedDecoder pruned = SegmentedDecoder.Open(() => OpenPruned(trial.Removed), sessions);
        using StreamSet denseStreams = new(dense, samples);
        using StreamSet prunedStreams = new(pruned, samples);
        using StageHealer healer = new(
            denseStreams, prunedStreams, new LayerWeights(pruned.Map.Model, changed), recipe)
        {
            CanChange = CanChange,
            IsHeldOut = index => trial.HeldOut.Contains(indices[index]),
        };
        IReadOnlyList<HealingStage> stages = HealingStage.Pair(dense.Segments, pruned.Segments);
        foreach ((int index, HealingStage stage) in stages.Index())
        {
            run.Cancellation.ThrowIfCancellationRequested();
            healer.Pass(stage);
            run.Observer.Progressed(index + 1, stages.Count);
        }

        return changed;
    }

    /// <summary>The mean divergence of the held-out tokens, KL(dense | healed) in nats.</summary>
    private double MeasureDivergence(Trial trial, HealedWeights weights)
    {
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(() => weights.Apply(OpenPruned(trial.Removed)), sessions);
        WindowComparer comparer = new(new EvaluatedModel(dense, Nothing), [new EvaluatedModel(decoder, Nothing)])
        {
            OtherVocabulary = _ => new InvalidOperationException("Healing changed the vocabulary."),
        };
        TextWindow[] windows =
            [.. trial.HeldOut.Order().Select(index => new TextWindow(trial.Samples[index], First: 1))];
        return comparer.Compare(windows, run.Cancellation.ThrowIfCancellationRequested)[0]
            .SelectMany(window => window.Positions)
            .Average(position => position.Divergence);
    }

    /// <summary>The model without the sublayers, as it will be written; those that stay keep their names.</summary>
    private Model OpenPruned(IReadOnlySet<SublayerName> removed)
    {
        Model model = Model.Open(path);
        DecoderMap map = DecoderMap.Find(model);
        IEnumerable<SublayerName> kept =
            map.Sublayers.Select(sublayer => sublayer.Name).Where(name => !removed.Contains(name));
        model.SetMetadata(DecoderMap.SublayersKey, string.Join(',', kept));
        SublayerRemoval.Apply(map, [.. removed]);
        return model;
    }

    private sealed record Trial(
        IReadOnlySet<SublayerName> Removed, IReadOnlyList<int[]> Samples, IReadOnlySet<int> HeldOut);
}
