namespace FinerCut.Tokenizers.Patterns;

/// <summary>How GPT-2 cuts a text into words, and every ByteLevel that is asked to.</summary>
internal static class GptWords
{
    private static readonly Lazy<RegularExpressionPattern> Words = new(() => OnigurumaTranslator.Translate(
        @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"));

    /// <summary>The pattern.</summary>
    internal static ITextPattern Pattern => Words.Value;
}
