using System.Text.RegularExpressions;
using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>Names of models that are on no disk.</summary>
internal static partial class HubId
{
    private const string Snapshots = "snapshots";

    /// <summary>The error about a path that leads nowhere.</summary>
    /// <param name="path">The path as given.</param>
    /// <returns>One about the Hugging Face Hub where the path looks like an id there and its first part is no folder
    /// here, or like an address.</returns>
    public static DiagnosticException Missing(string path) =>
        Address().IsMatch(path) ? ForeignFileErrors.Address(path)
        : Pattern().IsMatch(path) && !Directory.Exists(path[..path.IndexOf('/', StringComparison.Ordinal)])
            ? ForeignFileErrors.HubId(path)
        : FolderErrors.Missing(path);

    /// <summary>Whether a text looks like an id on the Hugging Face Hub, with an owner.</summary>
    /// <param name="text">Any text.</param>
    public static bool Is(string text) => Pattern().IsMatch(text);

    /// <summary>Whether a folder is a snapshot in the Hub's cache, called by the hash of its revision:
    /// <c>models--OWNER--NAME/snapshots/HASH</c>.</summary>
    /// <param name="folder">Full path.</param>
    public static bool IsInCache(string folder) => Path.GetFileName(Path.GetDirectoryName(folder)) == Snapshots;

    /// <summary>The id that a snapshot is of; null where the names of the folders above do not tell.</summary>
    /// <param name="snapshot">Full path of a folder in the Hub's cache.</param>
    public static string? OfCache(string snapshot)
    {
        string? name = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(snapshot)));
        string[] parts = name?.Split("--") ?? [];
        return parts is ["models", var owner, var model] && Is($"{owner}/{model}") ? $"{owner}/{model}" : null;
    }

    [GeneratedRegex(
        @"^[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}(?<!\.onnx|\.ort|\.json|\.gguf|\.safetensors|\.bin)$")]
    private static partial Regex Pattern();

    /// <summary>Whether a text can be the name of a model there, without an owner.</summary>
    /// <param name="text">Any text.</param>
    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,95}$")]
    private static partial Regex Name();

    [GeneratedRegex("^(https?|hf)://", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}
