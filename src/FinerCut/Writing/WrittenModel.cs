namespace FinerCut.Writing;

/// <summary>A model that was written.</summary>
/// <param name="Graph">Path of the graph.</param>
/// <param name="Warnings">What its user has to know, a sentence each.</param>
internal sealed record WrittenModel(string Graph, IReadOnlyList<string> Warnings);
