using FinerCut.Folders;
using FinerCut.Generation;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.OnnxRuntime;

/// <summary>What <c>finercut generate</c> writes with pruned folders.</summary>
public class GenerateTests
{
    private const int Count = 72;

    public static TheoryData<string> Folders => ["models/tales-3m", "../shared/zoo/stories260K/optimum.fp32", "../shared/models/tales-3m/genai"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Run_DenseAndPrunedFolder_WritesTheTokensOfTheGatedSource(string path)
    {
        string[] parts = path.Split('/');
        string folder = parts[0] == ".." ? SharedData.Require(parts[2..]) : Path.Combine([SharedData.RepositoryRoot, .. parts]);
        Check(folder, EndTokensOf(folder));
    }

    [Theory]
    [InlineData("optimum-fp32")]
    [InlineData("genai-fp32")]
    public void Run_OwnFolder_WritesTheTokensOfTheGatedSource(string name)
    {
        string folder = OwnFolders.Require(name);
        Check(folder, EndTokensOf(folder));
    }

    /// <summary>The loop of the reference does not end by itself; so both are compared up to the first end token.</summary>
    private static void Check(string folder, IReadOnlyList<long> ends)
    {
        using ClientModel model = new(folder);
        List<string> texts = [];
        foreach (IReadOnlyList<string> removed in model.Removals)
        {
            GenerateOptions options = new() { Model = model.Prune(removed), Prompt = "Once upon a time, there was a", MaxTokens = Count };
            GenerationResult result = TextGenerator.Run(options, _ => { }, TestContext.Current.CancellationToken);
            int[] expected = model.Continue(removed, [.. result.PromptIds], Count);
            Assert.Equal(expected.TakeWhile(id => !ends.Contains(id)), result.Ids);
            texts.Add(result.Text);
        }

        // Else no comparison would tell a pruned model from the dense one.
        Assert.Distinct(texts);
    }

    private static IReadOnlyList<long> EndTokensOf(string folder) => ModelFolder.Find(folder).EndTokens;
}
