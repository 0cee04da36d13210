using FinerCut.Folders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>What transformers.js in node writes from the folders of the zoo.</summary>
[Collection(nameof(ClientCollection))]
public class ZooTests(NodeFixture node)
{
    private const int Count = 72;
    private const string WithoutCaches = "llama-gqa.optimum-nopast.fp32";

    /// <summary>The folders that it runs as they were exported.</summary>
    public static TheoryData<string> Folders =>
    [
        "bloom.optimum.fp32",
        "gpt-neox-par.optimum.fp32",
        "gpt-neox-par.ort-optimizer.fp32",
        "gpt-neox-seq.optimum.fp32",
        "gpt-neox-seq.ort-optimizer.fp32",
        "gpt2.optimum.fp32",
        "gpt2.ort-optimizer.fp32",
        "llama-gqa.ext-one.fp32",
        "llama-gqa.ext-per-tensor.fp32",
        "llama-gqa.optimum-merged.fp32",
        "llama-gqa.optimum.fp16",
        "llama-gqa.optimum.fp32",
        "llama-gqa.ort-int8.q8",
        "llama-gqa.ort-nbits.q4",
        "opt.optimum.fp32",
        "stories260K/optimum.fp32",
    ];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Removals_TokensWritten_AreThoseOfTheGatedSource(string name)
    {
        node.Require();
        string path = Path(name);
        using ClientModel model = new(path);
        Continuation continuation = ContinuationOf(path);
        foreach (IReadOnlyList<string> removed in model.Removals)
        {
            int[][] expected = continuation.Expected(model, removed);
            int[][] actual = node.Write(model.Prune(removed), continuation);
            if (name.EndsWith(".q8", StringComparison.Ordinal))
            {
                Report($"{name} without [{string.Join(' ', removed)}]", expected, actual);
            }
            else
            {
                Assert.Equal(expected, actual);
            }
        }
    }

    [Fact]
    public void OtherFolders_AsExported_RunNeither()
    {
        node.Require();
        Assert.All(ZooFolder.AllNames().Except(Folders.Select(row => row.Data)), name =>
        {
            string reason = name == WithoutCaches ? WriteWithoutCaches() : Refusal(name);
            TestContext.Current.TestOutputHelper!.WriteLine($"{name}: {reason}");
            Assert.Matches("was not found locally at .*config.json|Reshape|sees only the last token", reason);
        });
    }

    /// <summary>Each step of the client gives the last token alone, with or without caches that know the
    /// others.</summary>
    private string WriteWithoutCaches()
    {
        string path = Path(WithoutCaches);
        using ClientModel model = new(path);
        Continuation continuation = ContinuationOf(path);
        int[][] expected = continuation.Expected(model, []);
        int[][] actual = node.Write(path, continuation);
        Assert.Equal(expected.Select(sample => sample[0]), actual.Select(row => row[0]));
        Assert.NotEqual(expected, actual);
        return "writes, but sees only the last token";
    }

    private string Refusal(string name)
    {
        string path = Path(name);
        return Assert.Throws<ClientException>(() => node.Write(path, ContinuationOf(path))).Message;
    }

    /// <summary>With int8 activations the scale of a step is that of all samples together, so that a sample depends on
    /// its neighbour.</summary>
    private static void Report(string what, int[][] expected, int[][] actual)
    {
        int[] agreement = Continuation.Agreement(expected, actual);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{what}: of {Count} tokens, alone {agreement[0]} and {agreement[1]}, side by side {agreement[2]} and "
                + $"{agreement[3]} up to the first difference");
        Assert.All(agreement.Take(2), tokens => Assert.InRange(tokens, 1, Count));
        Assert.All(actual, sample => Assert.Equal(Count, sample.Length));
    }

    private static string Path(string name) => SharedData.Require(["zoo", .. name.Split('/')]);

    private static Continuation ContinuationOf(string path) => new(ModelFolder.Find(path).VocabularySize ?? 288, Count);
}
