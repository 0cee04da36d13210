using FinerCut.Evaluation.Protocols;
using FinerCut.Onnx;

namespace FinerCut.Cli.Answers;

/// <summary>A protocol in one line.</summary>
internal static class ProtocolText
{
    /// <summary>Its name, its sizes, and which tokens count.</summary>
    /// <param name="settings">The protocol.</param>
    public static string Of(WindowSettings settings)
    {
        string counted = settings.Protocol switch
        {
            PerplexityProtocol.Stride => Text(
                $"stride {settings.Stride}; each token counts once, with the tokens before it in its window"),
            PerplexityProtocol.LlamaCpp => "the second half of each counts",
            PerplexityProtocol.Rows => "mean of their perplexities; all tokens count but the first of each",
            _ => Text($"stride {settings.Stride}; all tokens count but the first of each"),
        };
        return Text($"{ProtocolNames.Of(settings.Protocol)}: windows of {settings.Window} tokens, {counted}");
    }

    private static string Text(InvariantText text) => text.ToString();
}
