namespace FinerCut.Commands.Compare;

/// <summary>What <c>finercut compare</c> was asked to do.</summary>
public sealed record CompareOptions
{
    /// <summary>At least two plans: plan files, folders that hold one, or pruned models that carry theirs.</summary>
    public required IReadOnlyList<string> Plans { get; init; }

    /// <summary>Told a sentence that the user has to know.</summary>
    public Action<string> Warn { get; init; } = _ => { };
}
