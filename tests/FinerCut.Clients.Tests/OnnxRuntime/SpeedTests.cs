using FinerCut.Commands.Generate;
using FinerCut.TestModels.Files;
using FinerCut.Tokenizers;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Clients.Tests.OnnxRuntime;

/// <summary>The speed of <c>finercut generate</c>.</summary>
[Collection(Unhurried.Name)]
public class SpeedTests
{
    [Theory]
    [InlineData("optimum-fp32")]
    [InlineData("genai-fp32")]
    [InlineData("genai-int4")]
    public Task Generate_OwnFolder_WritesFasterThePrunedItIs(string name) => Measure(OwnFolders.Require(name));

    [Fact]
    public Task Generate_BundledModel_WritesFasterThePrunedItIs()
    {
        OwnFolders.RequireAny();
        return Measure(Path.Combine(SharedData.RepositoryRoot, "models", "tales-3m"));
    }

    private static Task Measure(string path)
    {
        HuggingFaceTokenizer tokenizer = TokenizerFolder.Open(path);
        return SpeedTrial.Run($"finercut generate | {OrtEnv.Instance().GetVersionString()}", path, (
            folder, prompt, count) =>
        {
            GenerateOptions options = new() { Model = folder, Prompt = tokenizer.DecodeIds(prompt), MaxTokens = count };
            return Task.FromResult(
                GenerateRun.Execute(options, _ => { }, TestContext.Current.CancellationToken).TokensPerSecond ?? 0);
        });
    }
}
