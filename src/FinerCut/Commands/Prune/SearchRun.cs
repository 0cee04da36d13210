using FinerCut.Search.Resume;

namespace FinerCut.Commands.Prune;

/// <summary>What a search of this run begins with, and leaves.</summary>
/// <param name="Kept">What an interrupted run kept; null to start.</param>
/// <param name="Keep">Keeps a state.</param>
/// <param name="ScratchFolder">The folder for what does not fit into memory.</param>
internal sealed record SearchRun(SearchState? Kept, Action<SearchState> Keep, string ScratchFolder);
