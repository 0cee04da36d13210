using System.Text.Json.Nodes;
using FinerCut.Folders;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>A model of useful size, where one is given.</summary>
[Collection(nameof(ClientCollection))]
public class LargerModelTests(NodeFixture node)
{
    private const int Count = 72;

    private static readonly Dictionary<string, object> Options = new() { ["subfolder"] = "" };

    [Fact]
    public void Removals_TokensWritten_AreThoseOfTheGatedSource()
    {
        string path = OwnFolders.Require("optimum-fp32");
        node.Require();

        using ClientModel model = new(path);
        Continuation continuation = new(ModelFolder.Find(path).VocabularySize!.Value, Count);
        IReadOnlyList<string>[] removals =
            [.. model.Removals, Spread(model.Sublayers, 0.25), Spread(model.Sublayers, 0.5)];
        Assert.All(removals, removed => AssertWritten(model, removed, continuation));
    }

    private void AssertWritten(ClientModel model, IReadOnlyList<string> removed, Continuation continuation)
    {
        using TemporaryFolder folder = new();
        string tried = removed.Count == 0
            ? model.Path
            : BundledModel.Prune(model.Path, removed, folder.Combine("pruned"));
        JsonNode answer = node.Require().Ask(
            new WritingRequest { Folder = tried, Options = Options, Batches = continuation.Batches, Count = Count });
        int[][] expected = continuation.Expected(model, removed);
        int[][] actual = Continuation.SamplesOf(answer);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"without {removed.Count} of {model.Sublayers.Count} ({string.Join(' ', removed)}): "
            + $"of {Count} tokens {string.Join(", ", Continuation.Agreement(expected, actual))} up to the first "
            + $"difference");
        Assert.Equal(expected, actual);
    }

    /// <summary>Attentions and feed-forward networks in turn, as far from each other as can be.</summary>
    private static string[] Spread(IReadOnlyList<string> sublayers, double ratio)
    {
        int count = (int)(sublayers.Count * ratio);
        return [.. Enumerable.Range(0, count).Select(i => sublayers[(i * sublayers.Count / count) + (i % 2)])];
    }
}
