using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;
using FinerCut.Evaluation.Texts;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Runs;

namespace FinerCut.Commands.Prune;

/// <summary>Measures perplexity of a dense model once, and of pruned ones made of it by bypassing sublayers.</summary>
/// <param name="decoder">The dense model.</param>
/// <param name="removals">What is bypassed in each of the pruned models.</param>
/// <param name="run">Who is told.</param>
internal sealed class PerplexityMeter(
    SegmentedDecoder decoder, IReadOnlyList<IReadOnlySet<SublayerName>> removals, RunContext run)
{
    private static readonly HashSet<SublayerName> Nothing = [];

    /// <summary>What the pruned models are made of, where that is not the dense model but the same with
    /// healed weights.</summary>
    public SegmentedDecoder? Pruned { get; init; }

    /// <summary>Measures.</summary>
    /// <param name="texts">The texts, at least one.</param>
    /// <returns>For each of the pruned models a result for each text.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The runtime fails.</exception>
    public IReadOnlyList<IReadOnlyList<PlanPerplexity>> Measure(IReadOnlyList<HeldOutText> texts)
    {
        PlanPerplexity[][] byText = [.. texts.Select(Measure)];
        return [.. removals.Index().Select(model => byText.Select(text => text[model.Index]).ToList())];
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private PlanPerplexity[] Measure(HeldOutText text)
    {
        int done = 0;
        return LongestSample.RunShortening(decoder, text.Samples, _ => done = 0, readable =>
        {
            string models = removals.Count == 1 ? "" : $", {removals.Count + 1} models";
            run.Observer.PhaseStarted(
                RunPhase.Evaluate,
                $"{readable.Count} x {readable[0].Length} tokens of {EvaluationText.Describe(text.Name)}{models}");
            TextWindow[] windows = [.. readable.Select(ids => new TextWindow(ids, First: 1))];
            double[][] dense = LossesOf(decoder, Nothing, windows);
            return removals.Select(removed => Compare(
                text with { Samples = readable }, dense, LossesOf(Pruned ?? decoder, removed, windows))).ToArray();
        });

        double[][] LossesOf(SegmentedDecoder model, IReadOnlySet<SublayerName> removed, TextWindow[] windows) =>
            WindowLosses.Measure(new EvaluatedModel(model, removed), windows, Advance);

        void Advance()
        {
            run.Cancellation.ThrowIfCancellationRequested();
            run.Observer.Progressed(++done, (1L + removals.Count) * text.Samples.Count);
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
