using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Onnx.Messages;

/// <summary>The texts of errors about what is in a model file.</summary>
internal static class MessageErrors
{
    private const int LongestName = 200;
    private const int LongestShape = 8;

    public static DiagnosticException NotOnnx(string path, long offset, string finding) => new(
        "FC1002", Text($"'{path}' is not an ONNX model: at byte {offset}, {finding}. Pass the .onnx file that the ")
            + "exporter wrote; a file of a few hundred bytes may be a Git LFS pointer (git lfs pull).");

    public static DiagnosticException Empty(string path) => new(
        "FC1002", $"'{path}' is not an ONNX model: it is empty. Download or export it again.");

    public static DiagnosticException NoGraph(string path) => new(
        "FC1002", $"'{path}' is not an ONNX model: it has no graph. Pass the .onnx file that the exporter wrote.");

    public static DiagnosticException TensorSize(string path, string tensor, long found, long expected) => new(
        "FC1008", Text($"The tensor '{Short(tensor)}' in '{path}' has {found} bytes, but its shape and type need ")
            + Text($"{expected}. The file is damaged; download or export it again."));

    public static DiagnosticException TensorInvalid(string path, string tensor, string finding) => new(
        "FC1008", $"The tensor '{Short(tensor)}' in '{path}' is not valid: {finding}. The file is damaged; download or "
            + "export it again.");

    public static DiagnosticException TensorShape(string path, string tensor, IReadOnlyList<long> dimensions) =>
        TensorInvalid(path, tensor, Text($"its shape is [{string.Join(", ", dimensions.Take(LongestShape))}")
            + (dimensions.Count > LongestShape ? ", ...]" : "]"));

    public static DiagnosticException SparseTensor(string path, string tensor, long values, long indices) =>
        TensorInvalid(path, tensor, Text(
            $"it is sparse, and its {values} values and {indices} indices do not fit together or its shape"));

    public static DiagnosticException NoOperator(string path, string node) => new(
        "FC1009", $"In '{path}' the node '{Short(node)}' names no operator. The file is damaged; export it again.");

    public static DiagnosticException LacksInput(string path, string node, string opType, int needed) => new(
        "FC1009", Text($"In '{path}' the node '{Short(node)}' lacks an input or its output: {opType} reads {needed} ")
            + "or more. The file is damaged; export it again.");

    public static DiagnosticException BranchesDiffer(string path, string node, int outputs) => new(
        "FC1009", Text($"In '{path}' the node '{Short(node)}' (If) has {outputs} outputs, but not two branches with ")
            + "as many. The file is damaged; export it again.");

    public static DiagnosticException UndefinedOutput(string path, string value) => new(
        "FC1009", $"In '{path}' a graph gives out the value '{Short(value)}', which nothing in that graph produces. "
            + "The file is damaged; export it again.");

    public static DiagnosticException Undefined(string path, string value, string node) => new(
        "FC1009", $"In '{path}' the node '{Short(node)}' reads the value '{Short(value)}', which nothing produces. The "
            + "file is damaged; export it again.");

    public static DiagnosticException DefinedTwice(string path, string value) => new(
        "FC1009", $"In '{path}' the value '{Short(value)}' is defined twice. The file is damaged; export it again.");

    public static DiagnosticException Cyclic(string path, string node) => new(
        "FC1009", $"In '{path}' the node '{Short(node)}' is part of a cycle. The file is damaged; export it again.");

    public static DiagnosticException TooDeep(string path, int levels) => new(
        "FC1009", Text($"In '{path}' graphs are nested more than {levels} deep. The file is damaged; export it ")
            + "again.");

    public static DiagnosticException TooLarge(long length) => new(
        "FC1016", Text($"A graph of {length} bytes does not fit into memory in one piece; 2 GB is the most. Export ")
            + "the model with its weights in a file of their own.");

    /// <summary>A name as a message shows it: a damaged length can make a name of half the file.</summary>
    /// <param name="name">A name out of the file.</param>
    /// <returns>At most 203 characters, without control characters.</returns>
    internal static string Short(string name)
    {
        string text = name.Length <= LongestName ? name : name[..LongestName] + "...";
        return string.Concat(text.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
    }
}
