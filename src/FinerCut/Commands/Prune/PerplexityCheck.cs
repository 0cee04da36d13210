using System.Globalization;
using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;
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
    /// <summary>Measures the dense model and the one without some sublayers.</summary>
    /// <param name="removed">What is bypassed.</param>
    /// <param name="texts">Gives the texts; none to leave the measurement out.</param>
    /// <returns>A result for each text; null where nothing was measured. Without a limit or a text of one's own what
    /// goes wrong is a warning, because the folder is good without the figures.</returns>
    /// <exception cref="DiagnosticException">FC7031: perplexity rises beyond the limit.</exception>
    public IReadOnlyList<PlanPerplexity>? Measure(
        IReadOnlySet<SublayerName> removed, Func<IReadOnlyList<HeldOutText>> texts)
    {
        PlanPerplexity[]? found = MeasureOrWarn(removed, texts);
        foreach (PlanPerplexity perplexity in found ?? [])
        {
            Check(perplexity);
        }

        return found;
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static string NameOf(string text) => text switch
    {
        EvaluationText.SourceName => "the built-in text",
        "stdin" => "standard input",
        _ => $"'{text}'",
    };

    private static string RiseOf(PlanPerplexity perplexity)
    {
        string before = perplexity.Dense is { } dense ? Number(dense) : "no finite number";
        return perplexity is { Pruned: { } pruned, Ratio: { } ratio }
            ? $"from {before} to {Number(pruned)}, {Number(ratio)}x"
            : $"from {before} beyond all numbers";
    }

    private static string Number(double value) =>
        value.ToString(value < 100_000 ? "F2" : "0.00e+00", CultureInfo.InvariantCulture);

    private void Check(PlanPerplexity perplexity)
    {
        // A ratio that is no number is above every limit.
        bool IsAbove(double factor) => !(perplexity.Ratio <= factor);
        if (options.MaxIncrease is { } limit && IsAbove(limit.Factor))
        {
            throw PerplexityErrors.RisesTooFar(NameOf(perplexity.Text), RiseOf(perplexity), limit);
        }

        if (options.MaxIncrease is null && IsAbove(PerplexityLimit.Warning))
        {
            run.Observer.Warned(PerplexityErrors.RisesFar(NameOf(perplexity.Text), RiseOf(perplexity)));
        }
    }

    private PlanPerplexity[]? MeasureOrWarn(
        IReadOnlySet<SublayerName> removed, Func<IReadOnlyList<HeldOutText>> texts)
    {
        try
        {
            return RuntimeBoundary.TranslateErrors(source.Model.Path, () =>
                source.Map is { HasHead: true, GivesProbabilities: false } && texts() is { Count: > 0 } found
                    ? MeasureEach(removed, found)
                    : null);
        }
        // A model that the runtime refuses cannot be verified either.
        catch (DiagnosticException cause) when (!options.IsRequired && !RuntimeErrors.IsRefusal(cause))
        {
            run.Observer.Warned($"Perplexity is not measured ({cause.Code}): {cause.Message}");
            return null;
        }
    }

    private PlanPerplexity[] MeasureEach(IReadOnlySet<SublayerName> removed, IReadOnlyList<HeldOutText> texts) =>
        [.. texts.Select(text => Measure(removed, text))];

    private PlanPerplexity Measure(IReadOnlySet<SublayerName> removed, HeldOutText text)
    {
        int done = 0;
        return LongestSample.RunShortening(decoder, text.Samples, _ => done = 0, readable =>
        {
            run.Observer.PhaseStarted(
                RunPhase.Evaluate, $"{readable.Count} x {readable[0].Length} tokens of {NameOf(text.Name)}");
            TextWindow[] windows = [.. readable.Select(ids => new TextWindow(ids, First: 1))];
            return Compare(
                text with { Samples = readable },
                WindowLosses.Measure(new EvaluatedModel(decoder, new HashSet<SublayerName>()), windows, Advance),
                WindowLosses.Measure(new EvaluatedModel(decoder, removed), windows, Advance));
        });

        void Advance()
        {
            run.Cancellation.ThrowIfCancellationRequested();
            run.Observer.Progressed(++done, 2 * text.Samples.Count);
        }
    }

    private PlanPerplexity Compare(HeldOutText text, double[][] denseLosses, double[][] prunedLosses)
    {
        Estimate dense = PerplexityEstimate.Of(PerplexityProtocol.Windows, denseLosses);
        Estimate pruned = PerplexityEstimate.Of(PerplexityProtocol.Windows, prunedLosses);
        Estimate ratio = PerplexityRatio.Of(PerplexityProtocol.Windows, denseLosses, prunedLosses).Ratio;
        return new PlanPerplexity(
            text.Name,
            ProtocolNames.Of(PerplexityProtocol.Windows),
            text.Samples.Count,
            text.Samples.Max(sample => sample.Length),
            denseLosses.Sum(window => (long)window.Length),
            new CalibrationSet(text.Name, text.Samples).TokensSha256(),
            Finite(dense.Value),
            Finite(dense.StandardError),
            Finite(pruned.Value),
            Finite(pruned.StandardError),
            Finite(ratio.Value),
            Finite(ratio.StandardError),
            FrequencyGuess.Perplexity(text.Samples, decoder.Vocabulary));
    }
}
