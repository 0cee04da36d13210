using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Search.Resume;

/// <summary>The texts about kept searches. What is an error where one was asked for is a warning otherwise.</summary>
internal static class ResumeErrors
{
    public static DiagnosticException NothingKept(string path) => new(
        "FC4041", $"There is no search to resume: '{path}' is not there. Name the target of the interrupted run with "
            + "-o, or leave --resume out to start one.");

    public static DiagnosticException OtherInputs(string path, IReadOnlyList<InputDifference> differences) => new(
        "FC4042", $"{Other(path, differences)} Give the same model and options as then, or start over with --restart.");

    public static string OtherInputsWarning(string path, IReadOnlyList<InputDifference> differences, bool isLeft) =>
        $"{Other(path, differences)} {StartsOver(isLeft)}";

    public static DiagnosticException Unusable(string path, string fault) => new(
        "FC4043", $"The search kept in '{path}' {fault} Start over with --restart.");

    public static string UnusableWarning(string path, string fault, bool isLeft) =>
        $"The search kept in '{path}' {fault} {StartsOver(isLeft)}";

    public static string Unreadable(Exception cause) => $"cannot be read: {cause.Message}";

    public static string Unwritable(string path, Exception cause) =>
        $"The search cannot be kept in '{path}': {cause.Message} It goes on, but if it is interrupted, it will have to "
            + "start over.";

    /// <param name="step">1-based number of the last kept step.</param>
    /// <param name="path">The file.</param>
    /// <param name="mode">What the command was told about resuming.</param>
    public static string HowToGoOn(int step, string path, ResumeMode mode) => string.Create(
        CultureInfo.InvariantCulture,
        $"The search is kept after step {step} in '{path}'; the same "
            + $"command{(mode == ResumeMode.Restart ? " without --restart" : "")} goes on from there.");

    private static string StartsOver(bool isLeft) => isLeft
        ? "The search starts over, and leaves the file as it is."
        : "The search starts over and will replace it.";

    private static string Other(string path, IReadOnlyList<InputDifference> differences) =>
        $"'{path}' keeps another search: {string.Join("; ", differences)}.";
}
