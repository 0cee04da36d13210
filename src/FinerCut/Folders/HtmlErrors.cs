using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>The texts of errors about reports that are written as HTML.</summary>
internal static class HtmlErrors
{
    public static DiagnosticException NoName() => new(
        "FC7301", "--html has an empty name. Pass the name of a file, such as --html report.html.");

    public static DiagnosticException OtherName(string path) => new(
        "FC7302", $"The name of '{path}' does not end in .html, so browsers would not show the file as a page. Pass a "
            + "name such as --html report.html.");

    public static DiagnosticException IsFolder(string path) => new(
        "FC7303", $"--html '{path}' is a folder. Pass the name of a file in it, such as report.html.");

    public static DiagnosticException Exists(string path) => new(
        "FC7304", $"The file '{path}' exists. Pass another name with --html, or --force to replace the file.");
}
