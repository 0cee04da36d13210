using FinerCut.Evaluation;
using FinerCut.Evaluation.Comparisons;
using FinerCut.Evaluation.Protocols;
using FinerCut.Runs;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Commands.Eval;

/// <summary>Measures models on texts; the dense one reads each window once for all that it is compared with.</summary>
/// <param name="lineup">The models.</param>
/// <param name="settings">The protocol.</param>
/// <param name="cache">Results of earlier runs.</param>
/// <param name="run">Who is told.</param>
internal sealed class TextEvaluation(EvalLineup lineup, WindowSettings settings, EvalCache cache, RunContext run)
{
    private readonly Dictionary<EvalTarget, EvaluatedModel> _models =
        lineup.All.ToDictionary(target => target, target => new EvaluatedModel(target.Subject.Decoder, target.Gone));

    private long _done;
    private long _all;

    /// <summary>Measures.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>A score of each model for each text.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7010: a model knows another number of tokens. Or the
    /// runtime fails.</exception>
    public IReadOnlyDictionary<EvalTarget, IReadOnlyList<TextScore>> Measure(IReadOnlyList<EvalText> texts)
    {
        _all = texts.Sum(text => (long)text.Windows.Count);
        string models = _models.Count == 1 ? "" : Text($", {_models.Count} models");
        run.Observer.PhaseStarted(RunPhase.Evaluate, Text($"{_all} windows of {settings.Window} tokens{models}"));
        List<Dictionary<EvalTarget, TextScore>> scores = [.. texts.Select(Measure)];
        return lineup.All.ToDictionary(
            target => target, target => (IReadOnlyList<TextScore>)[.. scores.Select(text => text[target])]);
    }

    private Dictionary<EvalTarget, TextScore> Measure(EvalText text)
    {
        if (lineup.Reference is not { } reference)
        {
            double[][] losses = cache.Losses(
                lineup.Main,
                text.Windows,
                () => WindowLosses.Measure(_models[lineup.Main], text.Windows, Advance));
            return new() { [lineup.Main] = Score(text, losses) };
        }

        EvalTarget[] compared = [.. lineup.Compared];
        WindowComparer comparer = new(_models[reference], [.. compared.Select(target => _models[target])])
        {
            OtherVocabulary = model => EvalErrors.OtherVocabulary(
                compared.First(target => _models[target] == model).Name,
                model.Vocabulary,
                reference.Name,
                _models[reference].Vocabulary),
        };
        IReadOnlyList<IReadOnlyList<ComparedWindow>> windows = comparer.Compare(text.Windows, Advance);
        Dictionary<EvalTarget, TextScore> scores = compared.Zip(windows).ToDictionary(
            pair => pair.First,
            pair => Score(text, [.. pair.Second.Select(window => window.Losses)]) with
            {
                Comparison = TextComparison.Of(settings.Protocol, pair.Second),
            });
        scores[reference] = Score(text, [.. windows[0].Select(window => window.DenseLosses)]);
        return scores;
    }

    private TextScore Score(EvalText text, double[][] losses) => new()
    {
        Name = text.Name,
        Perplexity = PerplexityEstimate.Of(settings.Protocol, losses),
        Windows = text.Windows.Count,
        AllWindows = text.AllWindows,
        Predictions = losses.Sum(window => (long)window.Length),
    };

    private void Advance()
    {
        run.Cancellation.ThrowIfCancellationRequested();
        run.Observer.Progressed(++_done, _all);
    }
}
