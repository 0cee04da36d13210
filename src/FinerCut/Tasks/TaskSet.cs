namespace FinerCut.Tasks;

/// <summary>The items of a task's file.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Items">The items to score, at least one; all with choices, or none.</param>
/// <param name="AllItems">Items that the file has.</param>
internal sealed record TaskSet(string Path, IReadOnlyList<TaskItem> Items, long AllItems)
{
    /// <summary>Whether the model has to find the continuation itself, as in LAMBADA.</summary>
    public bool IsCloze => Items[0].Gold is null;
}
