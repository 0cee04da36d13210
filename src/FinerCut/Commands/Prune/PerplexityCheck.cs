using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Texts;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Sources;

namespace FinerCut.Commands.Prune;

/// <summary>Measures perplexity before anything is written, and holds it against the limit.</summary>
/// <param name="source">The model.</param>
/// <param name="decoder">The same, ready to run.</param>
/// <param name="options">The limit.</param>
/// <param name="run">Who is told.</param>
internal sealed class PerplexityCheck(
    SourceModel source, SegmentedDecoder decoder, EvaluationOptions options, RunContext run)
{
    /// <summary>Told all figures where one of them is beyond the limit.</summary>
    public Action<IReadOnlyList<PlanPerplexity>> Refused { get; init; } = _ => { };

    /// <inheritdoc cref="PerplexityMeter.Pruned"/>
    public SegmentedDecoder? Pruned { get; init; }

    /// <summary>Measures the dense model and the one without some sublayers.</summary>
    /// <param name="removed">What is bypassed.</param>
    /// <param name="texts">Gives the texts; none to leave the measurement out.</param>
    /// <returns>A result for each text; null where nothing was measured. Without a limit or a text of one's own what
    /// goes wrong is a warning, because the folder is good without the figures.</returns>
    /// <exception cref="DiagnosticException">FC7031: perplexity rises beyond the limit.</exception>
    public IReadOnlyList<PlanPerplexity>? Measure(
        IReadOnlySet<SublayerName> removed, Func<IReadOnlyList<HeldOutText>> texts)
    {
        IReadOnlyList<PlanPerplexity>? found = MeasureEach([removed], texts)?[0];
        foreach (PlanPerplexity perplexity in found ?? [])
        {
            Check(perplexity, found!);
        }

        return found;
    }

    /// <summary>Measures the dense model once, and several pruned ones, which no limit is held against.</summary>
    /// <param name="removals">What is bypassed in each.</param>
    /// <param name="texts">Gives the texts; none to leave the measurement out.</param>
    /// <returns>For each of the pruned models a result for each text; null where nothing was measured, as
    /// above.</returns>
    public IReadOnlyList<IReadOnlyList<PlanPerplexity>>? MeasureEach(
        IReadOnlyList<IReadOnlySet<SublayerName>> removals, Func<IReadOnlyList<HeldOutText>> texts)
    {
        try
        {
            return RuntimeBoundary.TranslateErrors(source.Model.Path, () =>
                source.Map is { HasHead: true, GivesProbabilities: false } && texts() is { Count: > 0 } found
                    ? new PerplexityMeter(decoder, removals, run) { Pruned = Pruned }.Measure(found)
                    : null);
        }
        // A model that the runtime refuses cannot be verified either.
        catch (DiagnosticException cause) when (!options.IsRequired && !RuntimeErrors.IsRefusal(cause))
        {
            run.Observer.Warned($"Perplexity is not measured ({cause.Code}): {cause.Message}");
            return null;
        }
    }

    private static string RiseOf(PlanPerplexity perplexity)
    {
        string before = perplexity.Dense is { } dense ? Number(dense) : "no finite number";
        return perplexity is { Pruned: { } pruned, Ratio: { } ratio }
            ? $"from {before} to {Number(pruned)}, {Number(ratio)}x"
            : $"from {before} beyond all numbers";
    }

    private static string Number(double value) =>
        value.ToString(value < 100_000 ? "F2" : "0.00e+00", CultureInfo.InvariantCulture);

    private void Check(PlanPerplexity perplexity, IReadOnlyList<PlanPerplexity> all)
    {
        // A ratio that is no number is above every limit.
        bool IsAbove(double factor) => !(perplexity.Ratio <= factor);
        string name = EvaluationText.Describe(perplexity.Text);
        if (options.MaxIncrease is { } limit && IsAbove(limit.Factor))
        {
            Refused(all);
            throw PerplexityErrors.RisesTooFar(name, RiseOf(perplexity), limit);
        }

        if (options.MaxIncrease is null && IsAbove(PerplexityLimit.Warning))
        {
            run.Observer.Warned(PerplexityErrors.RisesFar(name, RiseOf(perplexity)));
        }
    }
}
