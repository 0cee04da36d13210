using FinerCut.Clients.GenAI.Contract;
using FinerCut.TestModels.Files;

namespace FinerCut.Clients.Tests.GenAI;

[Collection(Unhurried.Name)]
public class SpeedTests
{
    [Theory]
    [InlineData("genai-fp32")]
    [InlineData("genai-int4")]
    public Task Client_OwnFolder_WritesFasterThePrunedItIs(string name) => Measure(OwnFolders.Require(name));

    [Fact]
    public Task Client_Tales3M_WritesFasterThePrunedItIs()
    {
        OwnFolders.RequireAny();
        return Measure(SharedData.Require("models", "tales-3m", "genai"));
    }

    private static Task Measure(string path)
    {
        GenAIProgram.Require();
        return SpeedTrial.Run("ONNX Runtime GenAI | 0.15.2", path, Write);
    }

    private static async Task<double> Write(string folder, int[] prompt, int count)
    {
        int unwritten = GreedyRun.Unwritten(prompt, [.. Enumerable.Range(0, 50)]);
        GenerationAnswer answer = (await GenAIProgram.Ask([new GenerationRequest { Folder = folder, Prompts = [prompt], Count = count, EndToken = unwritten }])).Single();
        Assert.Equal(count, Assert.Single(answer.Rows).Length);
        return answer.TokensPerSecond;
    }
}
