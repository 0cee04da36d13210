using FinerCut.Folders;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>What transformers.js in node writes from the bundled model.</summary>
[Collection(nameof(ClientCollection))]
public class BundledModelTests(NodeFixture node, BundledModel bundled)
{
    private static readonly IReadOnlyDictionary<string, object> NoOptions = new Dictionary<string, object>();

    [Fact]
    public void Removals_TokensWritten_AreThoseOfTheGatedSource()
    {
        node.Require();
        Assert.All(bundled.Model.Removals, removed => AssertWritten(removed, bundled.Model.Prune(removed)));
    }

    [Fact]
    public void GraphInSubfolder_StaysThereAndNeedsNoOptions()
    {
        node.Require();
        using TemporaryFolder folder = new();
        string dense = BundledModel.CopyWithSubfolder(folder.Combine("tales"));
        AssertWritten([], dense, NoOptions);

        IReadOnlyList<string> removed = bundled.Model.Removals[^1];
        string pruned = BundledModel.Prune(dense, removed, folder.Combine("pruned"));
        Assert.Equal("onnx/model.onnx", ModelFolder.Find(pruned).GraphName);
        AssertWritten(removed, pruned, NoOptions);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void LastAttentions_TokensWritten_AreThoseOfTheGatedSource(int left)
    {
        node.Require();
        string[] attentions =
            [.. bundled.Model.Sublayers.Where(name => name.EndsWith(".attn", StringComparison.Ordinal))];
        string[] removed = attentions[..^left];
        AssertWritten(removed, bundled.Model.Prune(removed));
    }

    [Fact]
    public void CacheNumbersWithGaps_TokensWritten_AreThoseOfTheGatedSource()
    {
        node.Require();
        string[] removed = ["0.attn", "4.attn", "5.attn", "11.attn"];
        AssertWritten(removed, bundled.Model.Prune(removed, keepsCacheIndices: true));
    }

    private void AssertWritten(
        IReadOnlyList<string> removed,
        string folder,
        IReadOnlyDictionary<string, object>? options = null) => Assert.Equal(
        BundledModel.Continuation
            .Expected(bundled.Model, removed), node.Write(folder, BundledModel.Continuation, options));
}
