using System.Text.Json.Serialization;

namespace FinerCut.Plans;

/// <summary>Perplexity of the dense and of the pruned model on one text.</summary>
/// <param name="Text"><c>built-in</c>, <c>stdin</c>, or the name of the file without its folder.</param>
/// <param name="Protocol">How it is measured: <c>windows</c>, the exponential of the mean loss over windows of the text
/// that do not overlap, each read alone, where every token counts but the first of each.</param>
/// <param name="Windows">Number of windows, from the start of the text.</param>
/// <param name="WindowTokens">Tokens in each window, or in the longest.</param>
/// <param name="Tokens">Number of predicted tokens.</param>
/// <param name="TokensSha256">Hash of the token ids, as <see cref="PlanCalibration"/> has it.</param>
/// <param name="Dense">Perplexity of the dense model, at least 1; null where it is no finite number.</param>
/// <param name="DenseStandardError">Its standard error to first order, with the losses of tokens taken as independent;
/// null without a perplexity.</param>
/// <param name="Pruned">Perplexity of the pruned model, likewise.</param>
/// <param name="PrunedStandardError">Its standard error, likewise.</param>
/// <param name="Ratio">The pruned perplexity as a multiple of the dense one; null where it is no finite number.</param>
/// <param name="RatioStandardError">Its standard error, paired: less than those of the two where the same tokens are
/// hard for both. Null without a ratio.</param>
/// <param name="Guess">Perplexity of a guess by how often each token occurs elsewhere in the same text: a model that
/// has no less is lost on the text.</param>
public sealed record PlanPerplexity(
    string Text,
    string Protocol,
    int Windows,
    int WindowTokens,
    long Tokens,
    string TokensSha256,
    double? Dense,
    double? DenseStandardError,
    double? Pruned,
    double? PrunedStandardError,
    double? Ratio,
    double? RatioStandardError,
    double Guess)
{
    /// <summary>Whether the dense model is lost on the text, so that the figures say little about the pruned
    /// one.</summary>
    [JsonIgnore]
    public bool IsDenseLost => !(Dense < Guess);
}
