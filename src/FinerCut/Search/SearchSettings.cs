using FinerCut.Distances;
using FinerCut.Search.Evaluation;
using FinerCut.Search.Policies;

namespace FinerCut.Search;

/// <summary>What a search minimises, and how.</summary>
/// <param name="Distance">Between dense and pruned logits of a sample; never negative.</param>
/// <param name="Method">What it may leave out.</param>
/// <param name="ScoreAll">Leave nothing out: the same answer with all scores.</param>
internal sealed record SearchSettings(
    LogitDistance Distance, SearchPolicyName Method = SearchPolicyName.Exhaustive, bool ScoreAll = false)
{
    /// <summary>The folder for what does not fit into memory; it exists.</summary>
    public string ScratchFolder { get; init; } = Path.GetTempPath();

    /// <summary>A sample may be run up to any multiple of this many tokens: fewer would use the processor
    /// badly.</summary>
    public int BlockTokens { get; init; } = 32;

    /// <summary>What of these the evaluation of candidates needs.</summary>
    public EvaluationSettings ForEvaluation =>
        new(Distance, BlockTokens, SearchTuning.StreamsOfCandidate, ScratchFolder);

    /// <summary>Whether guesses may stand for samples that were not run.</summary>
    /// <param name="sublayers">How many the model has.</param>
    public bool IsLazyFor(int sublayers) =>
        this is { Method: SearchPolicyName.Lazy, ScoreAll: false } && sublayers > SearchTuning.FewSublayers;

    /// <summary>Streams of each sample to reckon with for each candidate: a lazy search does not run most candidates on
    /// most samples.</summary>
    /// <param name="sublayers">How many the model has.</param>
    public int StreamsOfCandidate(int sublayers) => IsLazyFor(sublayers) ? 1 : SearchTuning.StreamsOfCandidate;
}
