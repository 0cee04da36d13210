using FinerCut.Distances;

namespace FinerCut.Search.Evaluation;

/// <summary>How candidates are run and compared with the dense model.</summary>
/// <param name="Distance">Between dense and pruned logits of a sample; never negative.</param>
/// <param name="BlockTokens">Tokens of the blocks that distances are told by, at least 1.</param>
/// <param name="StreamsOfCandidate">Streams that a sample keeps of one candidate at most, at least 1.</param>
/// <param name="ScratchFolder">The folder for what does not fit into memory; it exists.</param>
internal sealed record EvaluationSettings(
    LogitDistance Distance, int BlockTokens, int StreamsOfCandidate, string ScratchFolder);
