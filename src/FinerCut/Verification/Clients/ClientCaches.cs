using System.Text.Json;
using FinerCut.Folders;

namespace FinerCut.Verification.Clients;

/// <summary>The caches that known clients ask a folder for.</summary>
/// <param name="Client">The client's name.</param>
/// <param name="Names">Names of inputs.</param>
internal sealed record ClientCaches(string Client, IReadOnlySet<string> Names)
{
    /// <summary>Derives them from the configurations of a folder, as each client does; one that reads none goes by the
    /// graph itself.</summary>
    /// <param name="root">The folder with the configurations.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC1014: a configuration is damaged.</exception>
    public static IReadOnlyList<ClientCaches> In(string root) =>
    [
        .. ReadCaches(
            "ONNX Runtime GenAI", Path.Combine(root, ModelConfiguration.GenAiFileName), GenAiCaches.ReadCaches),
        .. ReadCaches(
            "transformers.js", Path.Combine(root, ModelConfiguration.FileName), TransformersJsCaches.ReadCaches),
    ];

    private static IEnumerable<ClientCaches> ReadCaches(string client, string path, Func<JsonElement,
        IReadOnlySet<string>?> names) =>
        JsonFile.Find(path) is { } configuration && names(configuration) is { } found ? [new(client, found)] : [];
}
