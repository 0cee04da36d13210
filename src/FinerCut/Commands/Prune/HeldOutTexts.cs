using FinerCut.Calibration;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Texts;
using FinerCut.Sources;

namespace FinerCut.Commands.Prune;

/// <summary>Loads the texts that a run measures perplexity on.</summary>
internal static class HeldOutTexts
{
    /// <summary>Loads the texts at once where the run fails without them: a search may take hours. Else they are loaded
    /// when they are asked for.</summary>
    /// <param name="options">Which texts, and whether perplexity has a limit.</param>
    /// <param name="source">The model.</param>
    /// <param name="tokens">Reads texts with the model's tokenizer.</param>
    /// <param name="warn">Told why nothing can be measured.</param>
    /// <returns>Gives the texts; none where nothing can be measured.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A text that was named cannot be read, or fills no window.
    /// FC7032: nothing can be measured, though a text or a limit was given.</exception>
    public static Func<IReadOnlyList<HeldOutText>> Prepare(
        EvaluationOptions options, SourceModel source, TokenSource tokens, Action<string> warn)
    {
        if (!options.IsRequired)
        {
            return () => tokens.LoadHeldOut(source.Vocabulary, warn);
        }

        IReadOnlyList<HeldOutText> texts = options.Texts.Count > 0
            ? tokens.LoadHeldOut(options.Texts, source.Vocabulary)
            : tokens.LoadHeldOut(source.Vocabulary, warn);
        string? obstacle = source.Map switch
        {
            { HasHead: false } => "it has no head",
            { GivesProbabilities: true } => "it gives probabilities in place of logits",
            _ => texts.Count == 0 ? "no text can be turned into its tokens" : null,
        };
        return obstacle is null ? () => texts : throw PerplexityErrors.NotMeasured(source.Folder.GraphPath, obstacle);
    }
}
