namespace FinerCut.Reports;

/// <summary>Something about a model that a command would stumble over, or that its numbers do not show.</summary>
/// <param name="Kind"><c>obstacle</c> where <c>prune</c> refuses the model, as other commands may, <c>search</c> where
/// only a search does,
/// <c>note</c> where nothing is refused.</param>
/// <param name="Code">The number of the error that the commands end with, where it is known.</param>
/// <param name="Text">One or two sentences.</param>
public sealed record ModelNote(string Kind, string? Code, string Text)
{
    internal const string Obstacle = "obstacle";
    internal const string Search = "search";
    internal const string Plain = "note";
}
