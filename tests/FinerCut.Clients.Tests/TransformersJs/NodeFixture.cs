namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>One node process for all tests of a collection; it starts when it is first asked for.</summary>
public sealed class NodeFixture : IDisposable
{
    private readonly Lazy<JavaScriptClient> _client = new(() => JavaScriptClient.Start("node.mjs"));

    /// <summary>transformers.js with onnxruntime-node; skips the running test where it cannot be had.</summary>
    internal JavaScriptClient Require()
    {
        NodePackages.Require();
        return _client.Value;
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }
}
