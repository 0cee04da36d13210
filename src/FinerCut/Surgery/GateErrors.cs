using FinerCut.Onnx;

namespace FinerCut.Surgery;

/// <summary>The texts of errors about gates.</summary>
internal static class GateErrors
{
    public static DiagnosticException AlreadyGated(string path) => new(
        "FC2031", $"'{path}' has gates: its input '{BranchGates.InputName}' is there. Use it as it is, or gate the "
            + "model that it was made from.");

    public static DiagnosticException UnknownType(string path, string value) => new(
        "FC2032", $"In '{path}' the element type of '{value}', which ends a branch, cannot be known, so no gate can be "
            + "put there. Export the model with opset 15 or later, or run onnx.shape_inference on it, which writes the "
            + "types into the file.");

    public static DiagnosticException Altered(string path, string node) => new(
        "FC2033", $"The gates of '{path}' cannot be taken out: '{node}', which is none of theirs, reads "
            + $"'{BranchGates.InputName}'. Prune the model that the gates were added to.");
}
