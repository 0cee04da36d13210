using System.Text.Json.Nodes;
using FinerCut.Folders;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>transformers.js in node writes the same tokens from pruned folders as our own loop from the dense model with closed gates.</summary>
[Collection(nameof(NodeCollection))]
public class ZooTests(NodeFixture node)
{
    private const int Count = 72;

    /// <summary>All folders of the zoo that transformers.js runs as they were exported; with int8 activations roundings flip.</summary>
    public static TheoryData<string, bool> Folders => new()
    {
        { "bloom.optimum.fp32", true },
        { "gpt-neox-par.optimum.fp32", true },
        { "gpt-neox-par.ort-optimizer.fp32", true },
        { "gpt-neox-seq.optimum.fp32", true },
        { "gpt-neox-seq.ort-optimizer.fp32", true },
        { "gpt2.optimum.fp32", true },
        { "gpt2.ort-optimizer.fp32", true },
        { "llama-gqa.ext-one.fp32", true },
        { "llama-gqa.ext-per-tensor.fp32", true },
        { "llama-gqa.optimum-merged.fp32", true },
        { "llama-gqa.optimum.fp16", true },
        { "llama-gqa.optimum.fp32", true },
        { "llama-gqa.ort-int8.q8", true },
        { "llama-gqa.ort-nbits.q4", true },
        { "opt.optimum.fp32", true },
        { "stories260K/optimum.fp32", true },
    };

    [Theory]
    [MemberData(nameof(Folders))]
    public void Removals_TokensWritten_AreThoseOfTheGatedSource(string name, bool isExact)
    {
        JavaScriptClient client = node.Require();
        string path = SharedData.Require(["zoo", .. name.Split('/')]);
        using ClientModel model = new(path);
        Continuation continuation = Continuation.Of(ModelFolder.Find(path).VocabularySize!.Value, Count);
        foreach (IReadOnlyList<string> removed in model.Removals)
        {
            int[][] expected = continuation.Expected(model, removed);
            int[][] actual = Continuation.RowsOf(Write(client, model.Prune(removed), continuation));
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{name} without [{string.Join(' ', removed)}]: of {Count} tokens {string.Join(", ", Continuation.Agreement(expected, actual))} up to the first difference");
            if (isExact)
            {
                Assert.Equal(expected, actual);
            }
        }
    }

    private static JsonNode Write(JavaScriptClient client, string folder, Continuation continuation) => client.Ask(new WritingRequest
    {
        Folder = folder,
        Options = WritingRequest.OptionsOf(folder),
        Batches = continuation.Batches,
        Count = continuation.Count,
    });
}
