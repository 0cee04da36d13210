using FinerCut.Distances;

namespace FinerCut.Benchmarks;

/// <summary>What every candidate did to every sample in each step of a search that left nothing out.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Lengths">Tokens of each sample.</param>
/// <param name="BlockTokens">Tokens of each number of a profile.</param>
/// <param name="Sublayers">All of the model, in the order of the stream.</param>
/// <param name="Steps">Step by step.</param>
internal sealed record RecordedSearch(
    DistanceMetric Metric,
    IReadOnlyList<int> Lengths,
    int BlockTokens,
    IReadOnlyList<string> Sublayers,
    IReadOnlyList<RecordedStep> Steps);
