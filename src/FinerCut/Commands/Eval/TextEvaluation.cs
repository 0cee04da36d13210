using System.Globalization;
using FinerCut.Decoders;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Protocols;
using FinerCut.Runs;

namespace FinerCut.Commands.Eval;

/// <summary>Measures a model on texts.</summary>
/// <param name="subject">The model.</param>
/// <param name="settings">The protocol.</param>
/// <param name="run">Who is told.</param>
internal sealed class TextEvaluation(EvalSubject subject, WindowSettings settings, RunContext run)
{
    /// <summary>Measures.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>A score for each.</returns>
    public IReadOnlyList<TextScore> Measure(IReadOnlyList<EvalText> texts)
    {
        EvaluatedModel model = new(subject.Decoder, new HashSet<SublayerName>());
        (int done, int all) = (0, texts.Sum(text => text.Windows.Count));
        run.Observer.PhaseStarted(RunPhase.Evaluate, string.Create(
            CultureInfo.InvariantCulture, $"{all} windows of {settings.Window} tokens"));
        return [.. texts.Select(Score)];

        TextScore Score(EvalText text)
        {
            double[][] losses = WindowLosses.Measure(model, text.Windows, () =>
            {
                run.Cancellation.ThrowIfCancellationRequested();
                run.Observer.Progressed(++done, all);
            });
            return new TextScore
            {
                Name = text.Name,
                Perplexity = PerplexityEstimate.Of(settings.Protocol, losses),
                Windows = text.Windows.Count,
                AllWindows = text.AllWindows,
                Predictions = losses.Sum(window => (long)window.Length),
            };
        }
    }
}
