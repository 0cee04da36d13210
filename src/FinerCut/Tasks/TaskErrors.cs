using FinerCut.Onnx;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Tasks;

/// <summary>The texts of errors about tasks.</summary>
internal static class TaskErrors
{
    private const int LongestShown = 40;

    public static DiagnosticException Missing(string path, Exception cause) => new(
        "FC7006", $"There is no task '{path}'. Check the path; a task is a .jsonl file, such as "
            + "tasks/piqa.jsonl.", cause);

    public static DiagnosticException Unreadable(string path, Exception cause) => new(
        "FC7006", $"The task '{path}' cannot be read: {cause.Message} Check its permissions and that it is a "
            + "file.", cause);

    public static DiagnosticException BadLine(string path, long line, string finding) => new(
        "FC7007", Text($"Line {line} of the task '{path}' {finding}. ")
            + "An item is {\"context\", \"choices\", \"gold\"}, {\"contexts\", \"continuation\", \"gold\"} or "
            + "{\"context\", \"continuation\"}.");

    public static DiagnosticException Empty(string path) => new(
        "FC7007", $"The task '{path}' has no items. Pass a .jsonl file with an item on each line.");

    public static DiagnosticException NoLimit(int found) => new(
        "FC7008", Text($"--limit {found} leaves no item to score; give a number from 1, or leave it out for all."));

    public static DiagnosticException NoTokens(string path, long line, string text) => new(
        "FC7009", Text($"In line {line} of the task '{path}' the text '{Start(text)}' cannot be scored: it has no ")
            + "token of its own, no token stands before it, or it is longer than the model reads. Change the text or "
            + "take the line out.");

    private static string Start(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "...";
}
