using System.Globalization;

namespace FinerCut.Onnx.Files;

/// <summary>The texts of errors about model files.</summary>
internal static class OnnxFileErrors
{
    private const int LongestName = 200;
    private const int LongestShape = 8;

    public static DiagnosticException Missing(string path, Exception? cause = null) => new(
        "FC1001", $"There is no file '{path}'. Check the path; finercut takes a .onnx file or a folder that holds one.", cause);

    public static DiagnosticException NotOnnx(string path, long offset, string finding) => new(
        "FC1002", Text($"'{path}' is not an ONNX model: at byte {offset}, {finding}. Pass the .onnx file that the exporter wrote; a file of a few hundred bytes may be a Git LFS pointer (git lfs pull)."));

    public static DiagnosticException Truncated(string path, long length, long needed) => new(
        "FC1003", Text($"'{path}' ends too early: something in it reaches to byte {needed}, but it ends at byte {length}. Download or export it again."));

    public static DiagnosticException Truncated(string path, long length, long offset, long claimed) => new(
        "FC1003", Text($"'{path}' ends too early or is damaged: a field at byte {offset} claims {claimed} bytes, more than its surroundings hold (the file has {length} bytes). Download or export it again."));

    public static DiagnosticException Unreadable(string path, Exception cause) => new(
        "FC1004", $"'{path}' cannot be read: {cause.Message} Check its permissions and that it is a file.", cause);

    public static DiagnosticException NotRegular(string path, FileForm form) => new(
        "FC1061", $"'{path}' is a {Name(form)}, not a file; finercut opens only files, whose size it knows. "
            + "Pass a file; text is also read from standard input, as '-'.");

    public static DiagnosticException TooLarge(string path, long length, long largest) => new(
        "FC1062", Text($"'{path}' has {length} bytes; files of this kind are read up to {largest}. ")
            + "Restore the file that the exporter wrote.");

    public static DiagnosticException Empty(string path) => new(
        "FC1002", $"'{path}' is not an ONNX model: it is empty. Download or export it again.");

    public static DiagnosticException NoGraph(string path) => new(
        "FC1002", $"'{path}' is not an ONNX model: it has no graph. Pass the .onnx file that the exporter wrote.");

    public static DiagnosticException ExternalDataMissing(string path, string tensor) => new(
        "FC1005", $"The weights '{Short(tensor)}' should be in '{path}', which is not there. Put the data file beside the model under this name.");

    public static DiagnosticException ExternalDataShort(string path, string tensor, long end, long length) => new(
        "FC1006", Text($"'{path}' is too short: the weights '{Short(tensor)}' reach to byte {end}, but it has {length} bytes. Download or copy it again."));

    public static DiagnosticException ExternalDataOutside(string location, string tensor) => new(
        "FC1007", $"The weights '{Short(tensor)}' point to '{Short(location)}', outside the model's folder. finercut reads only files inside it; export the model again with its data beside it.");

    public static DiagnosticException ExternalDataInside(string path, string tensor) => new(
        "FC1010", $"The weights '{Short(tensor)}' point into '{path}', the model file itself, as external data. finercut does not take such a file; export it again with its weights inside or in a file of their own.");

    public static DiagnosticException TensorSize(string path, string tensor, long found, long expected) => new(
        "FC1008", Text($"The tensor '{Short(tensor)}' in '{path}' has {found} bytes, but its shape and type need {expected}. The file is damaged; download or export it again."));

    public static DiagnosticException TensorInvalid(string path, string tensor, string finding) => new(
        "FC1008", $"The tensor '{Short(tensor)}' in '{path}' is not valid: {finding}. The file is damaged; download or export it again.");

    public static DiagnosticException TensorShape(string path, string tensor, IReadOnlyList<long> dimensions) => TensorInvalid(
        path, tensor, Text($"its shape is [{string.Join(", ", dimensions.Take(LongestShape))}{(dimensions.Count > LongestShape ? ", ..." : "")}]"));

    public static DiagnosticException SparseTensor(string path, string tensor, long values, long indices) =>
        TensorInvalid(
        path, tensor, Text(
            $"it is sparse, and its {values} values and {indices} indices do not fit together or its shape"));

    public static DiagnosticException NoOperator(string path, string node) => new(
        "FC1009", $"In '{path}' the node '{Short(node)}' names no operator. The file is damaged; export it again.");

    public static DiagnosticException LacksInput(string path, string node, string opType, int needed) => new(
        "FC1009", Text($"In '{path}' the node '{Short(node)}' lacks an input or its output: {opType} reads {needed} or more. The file is damaged; export it again."));

    public static DiagnosticException BranchesDiffer(string path, string node, int outputs) => new(
        "FC1009", Text($"In '{path}' the node '{Short(node)}' (If) has {outputs} outputs, but not two branches with as many. The file is damaged; export it again."));

    public static DiagnosticException UndefinedOutput(string path, string value) => new(
        "FC1009", $"In '{path}' a graph gives out the value '{Short(value)}', which nothing in that graph produces. The file is damaged; export it again.");

    public static DiagnosticException Undefined(string path, string value, string node) => new(
        "FC1009", $"In '{path}' the node '{Short(node)}' reads the value '{Short(value)}', which nothing produces. The file is damaged; export it again.");

    public static DiagnosticException DefinedTwice(string path, string value) => new(
        "FC1009", $"In '{path}' the value '{Short(value)}' is defined twice. The file is damaged; export it again.");

    public static DiagnosticException Cyclic(string path, string node) => new(
        "FC1009", $"In '{path}' the node '{Short(node)}' is part of a cycle. The file is damaged; export it again.");

    public static DiagnosticException TooLarge(long length) => new(
        "FC1016", Text($"A graph of {length} bytes does not fit into memory in one piece; 2 GB is the most. Export the model with its weights in a file of their own."));

    public static DiagnosticException TooDeep(string path, int levels) => new(
        "FC1009", Text($"In '{path}' graphs are nested more than {levels} deep. The file is damaged; export it again."));

    private static string Name(FileForm form) => form switch
    {
        FileForm.Pipe => "named pipe",
        FileForm.Device => "device",
        _ => "socket",
    };

    /// <summary>A damaged length can make a name of half the file.</summary>
    private static string Short(string name)
    {
        string text = name.Length <= LongestName ? name : name[..LongestName] + "...";
        return string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
