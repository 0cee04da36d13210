using FinerCut.Distances;

namespace FinerCut.Search;

/// <summary>What a search minimises.</summary>
/// <param name="Distance">Between dense and pruned logits of a sample; never negative.</param>
/// <param name="ScoreAll">Run every candidate on every sample, also where it can win no longer: the same answer with all scores.</param>
internal sealed record SearchMetric(LogitDistance Distance, bool ScoreAll = false);
