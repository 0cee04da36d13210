using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>The texts of errors about tables that are written as CSV.</summary>
internal static class CsvErrors
{
    public static DiagnosticException NoName() => new(
        "FC7103", "--csv has an empty name. Pass the name of a file, such as --csv results.csv.");

    public static DiagnosticException IsFolder(string path) => new(
        "FC7103", $"--csv '{path}' is a folder. Pass the name of a file in it, such as results.csv.");

    public static DiagnosticException Exists(string path) => new(
        "FC7103", $"The file '{path}' exists. Pass another name with --csv, or --force to replace the file.");

    public static DiagnosticException IsForeign(string path) => new(
        "FC7103", $"The name of '{path}' does not end in .csv, and --force replaces no other files. Delete the file "
            + "yourself, or pass another name with --csv.");
}
