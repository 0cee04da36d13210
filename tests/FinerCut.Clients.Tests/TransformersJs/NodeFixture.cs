namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>transformers.js with onnxruntime-node, one process for all tests of a collection; it starts when it is
/// first asked.</summary>
public sealed class NodeFixture : IDisposable
{
    private readonly Lazy<JavaScriptClient> _client = new(() => JavaScriptClient.Start("node.mjs"));

    /// <summary>The process; skips the running test where node or packages cannot be had.</summary>
    internal JavaScriptClient Require()
    {
        NodePackages.Require();
        return _client.Value;
    }

    /// <summary>Has a folder continue prompts.</summary>
    /// <param name="folder">A path.</param>
    /// <param name="continuation">The prompts.</param>
    /// <param name="options">As <c>from_pretrained</c> takes them; null for those that fit the folder.</param>
    /// <returns>The samples, as of <see cref="Continuation.SamplesOf"/>.</returns>
    /// <exception cref="ClientException">The folder is refused, or the model fails.</exception>
    internal int[][] Write(
        string folder, Continuation continuation, IReadOnlyDictionary<string, object>? options = null) =>
        Continuation.SamplesOf(Require().Ask(new WritingRequest
        {
            Folder = folder,
            Options = options ?? WritingRequest.OptionsOf(folder),
            Batches = continuation.Batches,
            Count = continuation.Count,
        }));

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }
}
