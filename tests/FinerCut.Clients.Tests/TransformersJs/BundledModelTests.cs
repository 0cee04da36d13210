using FinerCut.Folders;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>What transformers.js in node writes from the bundled model.</summary>
[Collection(nameof(NodeCollection))]
public class BundledModelTests(NodeFixture node)
{
    private static readonly Continuation Continuation = new(2048, 100);

    private static readonly IReadOnlyDictionary<string, string> NoOptions = new Dictionary<string, string>();

    [Fact]
    public void Removals_TokensWritten_AreThoseOfTheGatedSource()
    {
        node.Require();
        using ClientModel model = new(BundledModel.Path);
        Assert.All(model.Removals, removed => Assert.Equal(Continuation.Expected(model, removed), node.Write(model.Prune(removed), Continuation)));
    }

    [Fact]
    public void GraphInSubfolder_StaysThereAndNeedsNoOptions()
    {
        node.Require();
        using TemporaryFolder folder = new();
        using ClientModel model = new(BundledModel.CopyWithSubfolder(folder.Combine("tales")));
        foreach (IReadOnlyList<string> removed in model.Removals.Take(2))
        {
            string pruned = model.Prune(removed);
            Assert.Equal("onnx/model.onnx", ModelFolder.Find(pruned).GraphName);
            Assert.Equal(Continuation.Expected(model, removed), node.Write(pruned, Continuation, NoOptions));
        }
    }

    [Fact]
    public void AllAttentionsButTheLast_TokensWritten_AreThoseOfTheGatedSource()
    {
        node.Require();
        using ClientModel model = new(BundledModel.Path);
        string[] removed = AttentionsOf(model)[..^1];
        Assert.Equal(Continuation.Expected(model, removed), node.Write(model.Prune(removed), Continuation));
    }

    [Fact]
    public void AllAttentions_TokensWritten_AreThoseOfTheGatedSource()
    {
        node.Require();
        using ClientModel model = new(BundledModel.Path);
        string[] removed = AttentionsOf(model);
        Assert.Equal(Continuation.Expected(model, removed), node.Write(model.Prune(removed), Continuation));
    }

    [Fact]
    public void CacheNumbersWithGaps_TokensWritten_AreThoseOfTheGatedSource()
    {
        node.Require();
        using ClientModel model = new(BundledModel.Path);
        string[] removed = ["0.attn", "4.attn", "5.attn", "11.attn"];
        string pruned = model.Prune(removed);
        CacheNumbers.Restore(pruned, BundledModel.Path, [1, 2, 3, 6, 7, 8, 9, 10]);
        Assert.Equal(Continuation.Expected(model, removed), node.Write(pruned, Continuation));
    }

    private static string[] AttentionsOf(ClientModel model) =>
        [.. model.Sublayers.Where(name => name.EndsWith(".attn", StringComparison.Ordinal))];
}
