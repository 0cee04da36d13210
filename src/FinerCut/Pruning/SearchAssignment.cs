using FinerCut.Search.Checkpoints;
using FinerCut.Search.Goals;

namespace FinerCut.Pruning;

/// <summary>What a search is to do.</summary>
/// <param name="Goal">When it ends.</param>
/// <param name="ScratchFolder">The folder for what does not fit into memory.</param>
/// <param name="Kept">What to go on from; null to start.</param>
/// <param name="Keep">Told what to go on from after each step.</param>
internal sealed record SearchAssignment(Goal Goal, string ScratchFolder, SearchState? Kept, Action<SearchState> Keep);
