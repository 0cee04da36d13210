using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>The texts of errors about what is passed in the place of an ONNX model.</summary>
internal static class ForeignFileErrors
{
    public static DiagnosticException Checkpoint(string path, string format) => new(
        "FC1030", $"'{path}' holds weights of a checkpoint in the format of {format}, and no graph. Export the "
            + $"checkpoint, then pass the new folder: {Export(FolderOf(path), NameFor(FolderOf(path)))}");

    public static DiagnosticException Gguf(string path) => new(
        "FC1031", $"'{path}' is a GGUF file for llama.cpp, which cannot be pruned here. Export the checkpoint that "
            + $"the file was made from, then pass the new folder: {Export("CHECKPOINT", "exported")}");

    public static DiagnosticException Json(string path) => new(
        "FC1032", $"'{path}' is a JSON file, not a model. Pass the .onnx file, or the folder that holds both.");

    public static DiagnosticException Plan(string path) => new(
        "FC1033", $"'{path}' is a plan of finercut, not a model. 'finercut inspect \"{path}\"' shows the plan, "
            + $"'finercut apply \"{path}\" MODEL' carries it out on the model that it was made for.");

    public static DiagnosticException OrtFormat(string path) => new(
        "FC1034", $"'{path}' is a model in ONNX Runtime's own format (ORT), which is made from an .onnx file and "
            + "does not lead back to one. Pass that .onnx file, and convert the result again: python -m "
            + "onnxruntime.tools.convert_onnx_models_to_ort PRUNED");

    public static DiagnosticException HubId(string id) => new(
        "FC1035", $"There is no file or folder '{id}'. A model of that name may be on the Hugging Face Hub, from "
            + "which finercut downloads nothing. Export the model, then pass the new folder: "
            + $"{Export(id, id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..])}");

    public static DiagnosticException Address(string address) => new(
        "FC1035", $"'{address}' is an address, and finercut downloads nothing. Export the model, then pass the new "
            + $"folder: {Export("ORGANISATION/MODEL", "exported")}");

    public static DiagnosticException Other(string path, string format) => new(
        "FC1036", $"'{path}' is a model in the format of {format}, not an ONNX model. Export the checkpoint that "
            + $"the file was made from, then pass the new folder: {Export("CHECKPOINT", "exported")}");

    public static DiagnosticException WebPage(string path) => new(
        "FC1066", $"'{path}' is a web page, not a model: something else came than the file that was asked for, such as "
            + "a page to log in. Download the file itself.");

    public static DiagnosticException Archive(string path) => new(
        "FC1067", $"'{path}' is packed (zip, gzip or another archive), not a model. Unpack it, and pass the folder.");

    private static string Export(string model, string target) =>
        $"optimum-cli export onnx --model \"{model}\" --task text-generation-with-past \"{target}\"";

    private static string FolderOf(string path) => Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".";

    private static string NameFor(string folder) =>
        $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}-onnx";
}
