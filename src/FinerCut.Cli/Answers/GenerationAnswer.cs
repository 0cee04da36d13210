using FinerCut.Commands.Generate;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut generate --json</c> prints; the keys are the members in snake_case, in this
/// order.</summary>
/// <param name="Model">Path of the graph file as given or found.</param>
/// <param name="PromptIds">The prompt's token ids, special tokens included.</param>
/// <param name="Ids">The ids that were written, without the one that ends the text.</param>
/// <param name="Text">Their text.</param>
/// <param name="Stop"><c>end_of_text</c>, <c>max_tokens</c> or <c>context_full</c>.</param>
/// <param name="PromptSeconds">Time to read the prompt.</param>
/// <param name="TokensPerSecond">Tokens per second after the first, one at a time; null where there was no
/// second.</param>
/// <param name="CacheBytes">Bytes of the caches and other states at the end.</param>
/// <param name="CacheBytesPerToken">Bytes that one more token adds to them.</param>
internal sealed record GenerationAnswer(
    string Model,
    IReadOnlyList<int> PromptIds,
    IReadOnlyList<int> Ids,
    string Text,
    string Stop,
    double PromptSeconds,
    double? TokensPerSecond,
    long CacheBytes,
    long CacheBytesPerToken)
{
    /// <summary>Takes the answer from a result.</summary>
    /// <param name="result">What the library did.</param>
    /// <returns>The same for machines.</returns>
    public static GenerationAnswer From(GenerateResult result) => new(
        result.Model,
        result.PromptIds,
        result.Ids,
        result.Text,
        result.Stop switch
        {
            StopReason.EndOfText => "end_of_text",
            StopReason.MaxTokens => "max_tokens",
            _ => "context_full",
        },
        result.PromptSeconds,
        result.TokensPerSecond,
        result.CacheBytes,
        result.CacheBytesPerToken);
}
