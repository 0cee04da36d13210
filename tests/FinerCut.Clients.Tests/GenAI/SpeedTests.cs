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

    private static async Task Measure(string path)
    {
        GenAIProgram.Require();
        GenerationAnswer answer = await Ask(path, [0], 1);
        ClientVersions versions = answer.Versions!;
        await SpeedTrial.Run($"ONNX Runtime GenAI | {versions.GenAI} with {versions.OnnxRuntime}", path, Write);
    }

    private static async Task<double> Write(string folder, int[] prompt, int count)
    {
        GenerationAnswer answer = await Ask(folder, prompt, count);
        Assert.Equal(count, Assert.Single(answer.Samples).Length);
        return answer.TokensPerSecond;
    }

    private static async Task<GenerationAnswer> Ask(string folder, int[] prompt, int count)
    {
        int unwritten = GreedyRun.Unwritten(prompt, [.. Enumerable.Range(0, 50)]);
        GenerationRequest request = new() { Folder = folder, Prompts = [prompt], Count = count, EndToken = unwritten };
        return (await GenAIProgram.Ask([request])).Single();
    }
}
