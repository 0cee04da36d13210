using FinerCut.Clients.GenAI.Contract;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using FinerCut.Tokenizers;

namespace FinerCut.Clients.Tests.GenAI;

/// <summary>The model of the repository as GenAI's builder exports it.</summary>
public class Tales3MTests(MeasuredTable table)
{
    private static string Folder => SharedData.Require("models", "tales-3m", "genai");

    [Fact]
    public async Task Client_DenseAndPrunedFolder_WritesTheTokensOfTheGatedSource()
    {
        GenAIProgram.Require();
        using ClientModel model = new(Folder);
        IReadOnlyList<PromptOracle> oracles = PromptOracle.RequireTales3M();
        int length = oracles.Min(oracle => oracle.Ids.Length);
        int[][] prompts = [.. oracles.Select(oracle => oracle.Ids[..length])];
        table.Check("tales-3m/genai", await GreedyRun.Of(model, prompts), run => run.AssertEqual());
    }

    [Fact]
    public async Task Client_Text_ReadsAndWritesWhatWeDo()
    {
        GenAIProgram.Require();
        using ClientModel model = new(Folder);
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(Folder);
        PromptOracle[] oracles = [.. PromptOracle.RequireTales3M()];
        (IReadOnlyList<string> Removed, PromptOracle Oracle, int[] Expected)[] runs =
        [
            .. from removed in model.Removals
               from oracle in oracles
               select (removed, oracle, model.Continue(removed, oracle.Ids, GreedyRun.Count)),
        ];
        IReadOnlyList<GenerationAnswer> answers = await GenAIProgram.Ask(runs.Select(run => new GenerationRequest
        {
            Folder = model.Prune(run.Removed),
            Text = run.Oracle.Prompt,
            Count = GreedyRun.Count,
            EndToken = GreedyRun.Unwritten(run.Oracle.Ids, run.Expected),
        }));
        Assert.All(runs.Zip(answers), pair =>
        {
            Assert.Null(pair.Second.Error);
            Assert.Equal(pair.First.Oracle.Ids, Assert.Single(pair.Second.Prompts));
            Assert.Equal(pair.First.Expected, Assert.Single(pair.Second.Samples));
            Assert.Equal(tokenizer.DecodeIds(pair.First.Expected), pair.Second.Text);
        });
    }
}
