using FinerCut.Search.Checkpoints;
using FinerCut.Search.Goals;

namespace FinerCut.Pruning;

/// <summary>What a search of this run is for, and what it begins and ends with.</summary>
/// <param name="Goal">When it ends; null without a search.</param>
/// <param name="Kept">What an interrupted run kept; null to start.</param>
/// <param name="Keep">Keeps a state.</param>
internal sealed record SearchRun(Goal? Goal, SearchState? Kept, Action<SearchState> Keep)
{
    /// <summary>The folder for what does not fit into memory.</summary>
    public required string ScratchFolder { get; init; }
}
