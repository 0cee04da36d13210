namespace FinerCut.Evaluation.Generation;

/// <summary>A text that a model wrote, always the likeliest token.</summary>
/// <param name="Prompt">What the model read.</param>
/// <param name="Text">What it wrote, without a token that ends a text.</param>
public sealed record PromptedText(string Prompt, string Text)
{
    /// <summary>Turns the tokens of a text into characters.</summary>
    /// <param name="text">The tokens.</param>
    /// <param name="decode">The tokenizer, which may look at neighbours, at blanks for instance.</param>
    /// <param name="ends">Tokens that end a text.</param>
    internal static PromptedText Of(
        WrittenText text, Func<IReadOnlyList<int>, string> decode, IReadOnlySet<long> ends)
    {
        int[] ids = ends.Contains(text.Ids[^1]) ? text.Ids[..^1] : text.Ids;
        string prompt = decode(text.Prompt);
        string whole = decode([.. text.Prompt, .. ids]);
        return new PromptedText(
            prompt, whole.StartsWith(prompt, StringComparison.Ordinal) ? whole[prompt.Length..] : decode(ids));
    }
}
