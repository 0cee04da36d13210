using System.Globalization;
using FinerCut.Onnx;
using FinerCut.Plans;

namespace FinerCut.Folders;

/// <summary>The texts of errors about the files beside the graph, the target folder and the disk.</summary>
internal static class FolderErrors
{
    private const int CandidatesShown = 12;

    public static DiagnosticException Missing(string path) => new(
        "FC1001", $"There is no file or folder '{path}'. Check the path; finercut takes a .onnx file or a folder that "
            + "holds one.");

    public static DiagnosticException NoGraph(string folder) => new(
        "FC1011", $"The folder '{folder}' holds no model: looked for *.onnx in it and in its subfolder 'onnx'. Pass "
            + "the .onnx file, or the folder that the exporter wrote.");

    public static DiagnosticException SeveralGraphs(string folder, IReadOnlyList<string> names) => new(
        "FC1012", $"The folder '{folder}' holds {Number(names.Count)} models and none is called model.onnx: "
            + $"{ListOf(names)}. Pass the path of the one that you mean.");

    public static DiagnosticException Pipeline(string folder, IReadOnlyList<string> names) => new(
        "FC1037", $"'{Path.Combine(folder, ModelConfiguration.GenAiFileName)}' describes a pipeline of "
            + $"{Number(names.Count)} graphs that hand their values on: {ListOf(names)}. finercut prunes a decoder "
            + "that is one graph; export the model for a provider that takes it whole, such as the CPU.");

    public static DiagnosticException NamedGraphMissing(string configuration, string name) => new(
        "FC1013", $"'{configuration}' names the model file '{name}', which is not there. Put the file there, or pass "
            + "the path of the .onnx file itself.");

    public static DiagnosticException NamedGraphOutside(string configuration, string name) => new(
        "FC1013", $"'{configuration}' names the model file '{name}', which is outside its folder. Correct "
            + "model.decoder.filename, or pass the path of the .onnx file itself.");

    public static DiagnosticException DamagedJson(
        string path, (long Line, long Column) position, Exception cause) => new(
        "FC1014", $"'{path}' is not valid JSON: line {Number(position.Line)}, column {Number(position.Column)}. "
            + "Correct it there, or restore the file that the exporter wrote.", cause);

    public static DiagnosticException DamagedText(string path, (long Line, long Column) position) => new(
        "FC1014", $"'{path}' is not valid JSON: the text at line {Number(position.Line)}, column "
            + $"{Number(position.Column)} holds half of a surrogate pair, or bytes that are not UTF-8. Correct it "
            + "there, or restore the file that the exporter wrote.");

    public static DiagnosticException WideJson(string path) => new(
        "FC1014", $"'{path}' is not valid JSON: it begins with the byte order mark of UTF-16. Save it as UTF-8.");

    public static DiagnosticException NotAnObject(string path, string found) => new(
        "FC1014", $"'{path}' holds {found} instead of a JSON object. Restore the file that the exporter wrote.");

    public static DiagnosticException Unreadable(string path, Exception cause) => new(
        "FC1015", $"'{path}' cannot be read: {cause.Message} Check its permissions.", cause);

    public static DiagnosticException SourceChanged(string path, string difference, Exception? cause = null) => new(
        "FC1060", $"The input changed: '{path}' is not what it was when the command began; {difference}. "
            + "No result is given. Run the command again once nothing else writes to it.", cause);

    public static DiagnosticException TargetEmpty() => new(
        "FC4021", "The name of the target folder is empty. Pass the folder to write with -o.");

    public static DiagnosticException TargetExists(string target) => new(
        "FC4022", $"The target folder '{target}' exists. Pass another one with -o, or --force to replace it.");

    public static DiagnosticException TargetIsFile(string target) => new(
        "FC4023", $"The target '{target}' is a file, not a folder. Pass another path with -o; --force replaces only "
            + "folders.");

    public static DiagnosticException TargetFileExists(string target) => new(
        "FC4022", $"The file '{target}' exists. Pass another one with -o, or --force to replace it.");

    public static DiagnosticException TargetIsFolder(string target) => new(
        "FC4023", $"The target '{target}' is a folder; --until writes one file, the plan. Pass the name of a file with "
            + "-o, such as order.plan.json.");

    public static DiagnosticException TargetFileIsForeign(string target) => new(
        "FC4024", $"The file '{target}' is not a plan of finercut, and --force does not replace it. Delete it "
            + "yourself, or pass another file with -o.");

    public static DiagnosticException PlanMissing(string path, string file) => new(
        "FC4056", path == file
            ? $"There is no plan '{path}'. Check the path; finercut takes a plan file, or a folder that finercut wrote."
            : $"The folder '{path}' holds no {PruningPlan.FileName}. Pass the plan file, or a folder that finercut "
            + "pruned.");

    public static DiagnosticException TargetIsForeign(string target) => new(
        "FC4024", $"The target folder '{target}' was not written by finercut: it holds files, but neither "
            + $"{PruningPlan.FileName} nor {GateSheet.FileName}, and --force does not replace it. Delete it yourself, "
            + "or pass another folder with -o.");

    public static DiagnosticException TargetIsVolume(string target) => new(
        "FC4025", $"The target folder '{target}' is the root of a volume, which cannot be replaced. Pass a folder "
            + "inside it with -o.");

    public static DiagnosticException TargetIsSource(string target) => new(
        "FC4026", $"The target folder '{target}' is the model's own folder. finercut never writes in place; pass "
            + "another folder with -o.");

    public static DiagnosticException TargetInsideSource(string target, string source) => new(
        "FC4026", $"The target folder '{target}' is inside the model's folder '{source}'. Pass a folder outside it "
            + "with -o.");

    public static DiagnosticException TargetHoldsSource(string target, string source) => new(
        "FC4026", $"The target folder '{target}' holds the model's folder '{source}'. Pass a folder that does not with "
            + "-o.");

    public static DiagnosticException TargetLinks(string target) => new(
        "FC4027", $"The links of the target folder '{target}' lead in a circle. Pass another folder with -o.");

    public static DiagnosticException NoSibling(string root) => new(
        "FC4028", $"The model's folder '{root}' is the root of a volume, so that the result cannot be put beside it. "
            + "Pass the folder to write with -o.");

    public static DiagnosticException DiskFull(string folder, long? needed, long? free, Exception? cause = null) => new(
        "FC5001",
        "The disk is full: "
            + (needed is { } bytes ? $"{Bytes(bytes)} needed, " : "")
            + (free is { } left ? Bytes(left) : "no more")
            + $" free in '{folder}'. Free some space, or write to another disk with -o.",
        cause);

    public static DiagnosticException Failed(string what, string folder, Exception cause) => new(
        "FC5002", $"{what} failed: {cause.Message} Check '{folder}' and its permissions.", cause);

    public static DiagnosticException OldFolderRemains(string target, string old, Exception cause) => new(
        "FC5003", $"'{target}' is written and complete, but the folder that it replaces could not be deleted: "
            + $"{cause.Message} Delete '{old}' yourself.", cause);

    private static string ListOf(IReadOnlyList<string> names) => names.Count <= CandidatesShown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(CandidatesShown))} and {Number(names.Count - CandidatesShown)} more";

    private static string Bytes(long count) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} bytes";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
