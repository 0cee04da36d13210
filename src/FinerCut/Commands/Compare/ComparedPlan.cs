using FinerCut.Plans;

namespace FinerCut.Commands.Compare;

/// <summary>One of the plans that are compared.</summary>
/// <param name="Path">The plan file, or the graph file that carries the plan.</param>
/// <param name="Plan">The plan.</param>
/// <param name="OnlyHere">The sublayers that no other plan removes, in the order of removal.</param>
public sealed record ComparedPlan(string Path, PruningPlan Plan, IReadOnlyList<string> OnlyHere);
