using FinerCut.Folders;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>What transformers.js writes in a browser, by the wasm backend.</summary>
[Collection(nameof(ClientCollection))]
public class BrowserTests(BrowserFixture browser, BundledModel bundled)
{
    private static readonly Dictionary<string, object> Options =
        new() { ["subfolder"] = "", ["dtype"] = "fp32", ["device"] = "wasm" };

    [Fact]
    public void Removals_TokensWritten_AreThoseOfTheGatedSource()
    {
        BrowserFixture.Require();
        int tried = WholeRuns.AreAsked ? bundled.Model.Removals.Count : 2;
        Assert.All(bundled.Model.Removals.Take(tried), removed => Assert.Equal(
            BundledModel.Continuation.Expected(
                bundled.Model, removed), Write(bundled.Model.Prune(removed), BundledModel.Continuation, Options)));
    }

    [Fact]
    public void WeightsBesideTheGraph_TokensWritten_AreThoseOfTheGatedSource()
    {
        BrowserFixture.Require();
        string path = SharedData.Require("zoo", "llama-gqa.ext-one.fp32");
        using ClientModel model = new(path);
        Continuation continuation = new(ModelFolder.Find(path).VocabularySize!.Value, 72);
        IReadOnlyList<string> removed = model.Removals[1];
        Assert.Equal(
            continuation.Expected(model, removed),
            Write(
                model.Prune(removed),
                continuation,
                new Dictionary<string, object>(Options) { ["use_external_data_format"] = true }));
    }

    private int[][] Write(string folder, Continuation continuation, Dictionary<string, object> options) =>
        Continuation.SamplesOf(browser.Ask(new WritingRequest
        {
            Folder = "tried",
            Models = new Dictionary<string, string> { ["tried"] = folder },
            Options = options,
            Batches = continuation.Batches,
            Count = continuation.Count,
        }));
}
