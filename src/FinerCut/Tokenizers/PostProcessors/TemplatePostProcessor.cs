namespace FinerCut.Tokenizers.PostProcessors;

/// <summary>Puts special tokens around a sequence.</summary>
/// <param name="parts">The ids of special tokens, and null where the sequence goes.</param>
internal sealed class TemplatePostProcessor(IReadOnlyList<IReadOnlyList<int>?> parts) : IPostProcessor
{
    public IReadOnlyList<int> AddSpecialTokens(IReadOnlyList<int> ids) => [.. parts.SelectMany(part => part ?? ids)];
}
