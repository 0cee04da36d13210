using FinerCut.Calibration;
using FinerCut.Decoders;
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
    /// <summary>Which weights may change.</summary>
    public required Func<Value, bool> CanChange { get; init; }

    /// <summary>Heals the model without some sublayers.</summary>
    /// <param name="removed">The sublayers, at least one.</param>
    /// <param name="method">What may change.</param>
    /// <param name="set">What to fit on, at least two samples.</param>
    /// <returns>The weights, none where no way helps, and what the plan says.</returns>
    public (HealedWeights Weights, PlanHealing Record) Heal(
        IReadOnlySet<SublayerName> removed, HealMethod method, CalibrationSet set)
    {
        HealingSplit split = HealingSplit.Of(set);
        using HeldOutDivergence divergence = new(dense, split.SamplesAt(split.HeldOut));
        HealingAttempt before = Measure(new HealedWeights(), recipe: null);
        HealingAttempt best = before;
        IReadOnlyList<HealingRecipe> ways = HealingRecipe.For(method, split.TokensOf(split.Few));
        int fits = ways.Count + (split.HasFewer ? 1 : 0);
        foreach ((int index, HealingRecipe way) in ways.Index())
        {
            best = Try(way, split.Few, index + 1);
        }

        if (best.Recipe is { } recipe && split.HasFewer)
        {
            best = Try(recipe.For(split.TokensOf(split.All)), split.All, fits);
        }

        return (best.Weights, Describe(method, split, before, best));

        HealingAttempt Try(HealingRecipe way, IReadOnlyList<int> indices, int number)
        {
            run.Observer.PhaseStarted(
                RunPhase.Heal, $"fit {number} of {fits}, {split.TokensOf(indices)} tokens of {set.Source}");
            HealingAttempt found = Measure(Fit(removed, split, way, indices), way);
            run.Log.LogDebug(
                "Healing by {Steps} changed {Weights} weights, divergence {Before} became {After}",
                way.Steps,
                found.Weights.Names.Count,
                before.Divergence,
                found.Divergence);
            return found.Divergence < best.Divergence ? found : best;
        }

        HealingAttempt Measure(HealedWeights weights, HealingRecipe? recipe)
        {
            using SegmentedDecoder model =
                SegmentedDecoder.Open(() => weights.Apply(OpenPruned(removed)), sessions);
            return new HealingAttempt(
                recipe, weights, divergence.Measure(model, run.Cancellation.ThrowIfCancellationRequested));
        }
    }

    private static PlanHealing Describe(
        HealMethod method, HealingSplit split, HealingAttempt before, HealingAttempt best) => new(
        method.ToString().ToLowerInvariant(),
        split.Set.Source,
        split.Set.Samples.Count,
        split.Set.SampleTokens,
        split.TokensOf(split.All),
        split.TokensOf(split.HeldOut),
        split.Set.TokensSha256(),
        best.Recipe?.Steps ?? [],
        best.Recipe?.Ridge,
        Finite(before.Divergence),
        Finite(best.Divergence),
        best.Weights.Describe());

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private HealedWeights Fit(
        IReadOnlySet<SublayerName> removed, HealingSplit split, HealingRecipe recipe, IReadOnlyList<int> indices)
    {
        HealedWeights changed = new();
        IReadOnlyList<int[]> samples = split.SamplesAt(indices);
        using SegmentedDecoder pruned = SegmentedDecoder.Open(() => OpenPruned(removed), sessions);
        using StreamSet denseStreams = new(dense, samples);
        using StreamSet prunedStreams = new(pruned, samples);
        using StageHealer healer = new(
            denseStreams, prunedStreams, new LayerWeights(pruned.Map.Model, changed), recipe)
        {
            CanChange = CanChange,
            IsHeldOut = index => split.HeldOut.Contains(indices[index]),
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
}
