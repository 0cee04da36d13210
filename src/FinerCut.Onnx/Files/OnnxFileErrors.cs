using FinerCut.Onnx.Messages;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Onnx.Files;

/// <summary>The texts of errors about the files of a model, whatever is in them.</summary>
internal static class OnnxFileErrors
{
    public static DiagnosticException Missing(string path, Exception? cause = null) => new(
        "FC1001", $"There is no file '{path}'. Check the path; finercut takes a .onnx file or a folder that holds one.",
        cause);

    public static DiagnosticException Unreadable(string path, Exception cause) => new(
        "FC1004", $"'{path}' cannot be read: {cause.Message} Check its permissions and that it is a file.", cause);

    public static DiagnosticException NotRegular(string path, FileForm form) => new(
        "FC1061", $"'{path}' is a {Name(form)}, not a file; finercut opens only files, whose size it knows. "
            + "Pass a file; text is also read from standard input, as '-'.");

    public static DiagnosticException TooLarge(string path, long length, long largest) => new(
        "FC1062", Text($"'{path}' has {length} bytes; files of this kind are read up to {largest}. ")
            + "Restore the file that the exporter wrote.");

    public static DiagnosticException LfsPointer(string path) => new(
        "FC1065", $"'{path}' is a Git LFS pointer: a few lines that stand for the file, which was not fetched. "
            + "Run git lfs pull in its folder, or download the file itself.");

    public static DiagnosticException ExternalDataMissing(string path, string tensor) => new(
        "FC1005", $"The weights '{MessageErrors.Short(tensor)}' should be in '{path}', which is not there. Put the "
            + "data file beside the model under this name.");

    public static DiagnosticException ExternalDataShort(string path, string tensor, long end, long length) => new(
        "FC1006", Text($"'{path}' is too short: the weights '{MessageErrors.Short(tensor)}' reach to byte ")
            + Text($"{end}, but it has {length} bytes. Download or copy it again."));

    public static DiagnosticException ExternalDataOutside(string location, string tensor) => new(
        "FC1007", $"The weights '{MessageErrors.Short(tensor)}' point to '{MessageErrors.Short(location)}', outside "
            + "the model's folder. finercut reads only files inside it; export the model again with its data beside "
            + "it.");

    public static DiagnosticException ExternalDataInside(string path, string tensor) => new(
        "FC1010", $"The weights '{MessageErrors.Short(tensor)}' point into '{path}', the model file itself, as "
            + "external data. finercut does not take such a file; export it again with its weights inside or in a file "
            + "of their own.");

    private static string Name(FileForm form) => form switch
    {
        FileForm.Pipe => "named pipe",
        FileForm.Device => "device",
        _ => "socket",
    };
}
