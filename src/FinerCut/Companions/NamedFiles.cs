using System.Text.Json;
using FinerCut.Folders;
using FinerCut.Onnx.Files;

namespace FinerCut.Companions;

/// <summary>The files that genai_config.json names: graphs of other parts of the model, their settings, libraries, data
/// files. Whatever the key, a text that is the path of a file in the folder is taken for its name.</summary>
internal static class NamedFiles
{
    /// <summary>Looks for them.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <returns>Full paths of files that are there, in the order of first mention; the model's own graph is none of
    /// them, nor another one that the configuration calls the decoder.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC1014, FC1015: the configuration is damaged or cannot be
    /// read.</exception>
    public static IReadOnlyList<string> ListFiles(ModelFolder folder)
    {
        if (JsonFile.Find(Path.Combine(folder.Root, ModelConfiguration.GenAiFileName)) is not { } root)
        {
            return [];
        }

        string? decoder = ModelConfiguration.Read(folder.Root).GraphName is { } name ? FindFile(folder.Root, name)
            : null;
        return [.. TextsIn(root).Select(text => FindFile(folder.Root, text)).OfType<string>()
            .Except([decoder, folder.GraphPath]).OfType<string>()];
    }

    /// <summary>The file of a name.</summary>
    /// <param name="root">The folder that names are relative to.</param>
    /// <param name="name">A name, or any other text.</param>
    /// <returns>Its full path; null where there is no such file in the folder or below.</returns>
    public static string? FindFile(string root, string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        string path = Path.GetFullPath(Path.Combine(root, name));
        return RealPath.IsInside(path, root) && File.Exists(path) ? path : null;
    }

    private static IEnumerable<string> TextsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => TextsIn(member.Value)),
        _ => [],
    };
}
