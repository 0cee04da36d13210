using FinerCut.Clients.Tests.TransformersJs;
using FinerCut.Commands.Generate;
using FinerCut.Folders;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.OnnxRuntime;

/// <summary>What <c>finercut generate</c> writes with pruned folders.</summary>
[Collection(nameof(ClientCollection))]
public class GenerateTests(BundledModel bundled)
{
    private const int Count = 72;

    [Fact]
    public void Run_BundledModel_WritesTheTokensOfTheGatedSource() => Check(bundled.Model);

    [Theory]
    [InlineData("zoo/stories260K/optimum.fp32")]
    [InlineData("models/tales-3m/genai")]
    public void Run_DenseAndPrunedFolder_WritesTheTokensOfTheGatedSource(string path) =>
        CheckFolder(SharedData.Require(path.Split('/')));

    [Theory]
    [InlineData("optimum-fp32")]
    [InlineData("genai-fp32")]
    public void Run_OwnFolder_WritesTheTokensOfTheGatedSource(string name) => CheckFolder(OwnFolders.Require(name));

    private static void CheckFolder(string folder)
    {
        using ClientModel model = new(folder);
        Check(model);
    }

    /// <summary>The loop of the reference does not end by itself; so both are compared up to the first end
    /// token.</summary>
    private static void Check(ClientModel model)
    {
        IReadOnlyList<long> ends = ModelFolder.Find(model.Path).EndTokens;
        List<string> texts = [];
        foreach (IReadOnlyList<string> removed in model.Removals)
        {
            GenerateOptions options =
                new() { Model = model.Prune(removed), Prompt = "Once upon a time, there was a", MaxTokens = Count };
            GenerateResult result = GenerateRun.Execute(options, _ => { }, TestContext.Current.CancellationToken);
            int[] expected = model.Continue(removed, [.. result.PromptIds], Count);
            Assert.Equal(expected.TakeWhile(id => !ends.Contains(id)), result.Ids);
            texts.Add(result.Text);
        }

        // Else no comparison would tell a pruned model from the dense one.
        Assert.Distinct(texts);
    }
}
