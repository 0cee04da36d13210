using System.Text.RegularExpressions;
using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>Names of models that are on no disk.</summary>
internal static partial class HubId
{
    /// <summary>The error about a path that leads nowhere.</summary>
    /// <param name="path">The path as given.</param>
    /// <returns>One about the Hugging Face Hub where the path looks like an id there and its first part is no folder
    /// here, or like an address.</returns>
    public static DiagnosticException Missing(string path) =>
        Address().IsMatch(path) ? ForeignFileErrors.Address(path)
        : Pattern().IsMatch(path) && !Directory.Exists(path[..path.IndexOf('/', StringComparison.Ordinal)])
            ? ForeignFileErrors.HubId(path)
        : FolderErrors.Missing(path);

    [GeneratedRegex(
        @"^[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}(?<!\.onnx|\.ort|\.json|\.gguf|\.safetensors|\.bin)$")]
    private static partial Regex Pattern();

    [GeneratedRegex("^(https?|hf)://", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
