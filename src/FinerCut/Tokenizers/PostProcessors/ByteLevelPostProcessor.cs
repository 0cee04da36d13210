namespace FinerCut.Tokenizers.PostProcessors;

/// <summary>Changes offsets, which are not tracked here, and no ids.</summary>
internal sealed class ByteLevelPostProcessor : IPostProcessor
{
    public IReadOnlyList<int> AddSpecialTokens(IReadOnlyList<int> ids) => ids;
}
