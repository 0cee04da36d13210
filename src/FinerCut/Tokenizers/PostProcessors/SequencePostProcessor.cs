namespace FinerCut.Tokenizers.PostProcessors;

/// <summary>Several post-processors, one after the other.</summary>
internal sealed class SequencePostProcessor(IReadOnlyList<IPostProcessor> processors) : IPostProcessor
{
    public IReadOnlyList<int> AddSpecialTokens(IReadOnlyList<int> ids) =>
        processors.Aggregate(ids, (current, processor) => processor.AddSpecialTokens(current));
}
