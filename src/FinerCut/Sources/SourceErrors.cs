using FinerCut.Onnx;

namespace FinerCut.Sources;

/// <summary>The texts of errors about models that a command cannot work on.</summary>
internal static class SourceErrors
{
    public static DiagnosticException NotSeparable(string path, string reasons) => new(
        "FC2008", $"'{path}' was not understood in full, so it is left alone: {reasons} See finercut inspect.");

    public static DiagnosticException NoLogits(string path, string output) => new(
        "FC2043", $"'{path}' has no head: its output '{output}' are hidden states, and a search compares logits. "
            + "Name the sublayers yourself (--remove 3.attn,7.ffn), try them with finercut gate, or export the model "
            + "with its head.");
}
