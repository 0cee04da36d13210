namespace FinerCut.Tasks;

/// <summary>One item of a task.</summary>
/// <param name="Choices">What to choose from; one where the model itself has to find the continuation.</param>
/// <param name="Gold">0-based place of the right choice; null where there is one alone.</param>
/// <param name="Line">1-based line of the file.</param>
internal sealed record TaskItem(IReadOnlyList<TaskChoice> Choices, int? Gold, long Line);
