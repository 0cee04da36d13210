namespace FinerCut.Tokenizers.PostProcessors;

/// <summary>Adds special tokens to a sequence.</summary>
internal interface IPostProcessor
{
    /// <summary>Gives the sequence with special tokens added; the same list when there are none.</summary>
    IReadOnlyList<int> AddSpecialTokens(IReadOnlyList<int> ids);
}
