using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Onnx.Tests.TestModels;

public class OnnxRunnerTests
{
    [Fact]
    public void ZooFolders_FullCases_AreWithinTolerance()
    {
        foreach (ZooFolder folder in ZooFolder.AllNames().Select(ZooFolder.Require))
        {
            foreach (bool isOptimised in (bool[])[true, false])
            {
                using OnnxRunner runner = OnnxRunner.Open(folder.ModelPath, new() { IsOptimised = isOptimised });
                Assert.All(
                    folder.Cases.Where(zooCase => zooCase.Removed.Count == 0),
                    zooCase => CheckBothWays(runner, folder, zooCase));
            }
        }
    }

    [Theory]
    [InlineData("onnx")]
    [InlineData("genai")]
    public void Tales3M_AfterItsPrompts_AnswersAsInPyTorch(string export)
    {
        IReadOnlyList<PromptOracle> prompts = PromptOracle.RequireTales3M();
        using OnnxRunner runner = OnnxRunner.Open(SharedData.Require("models", "tales-3m", export));

        Assert.All(prompts, prompt =>
        {
            CheckPrompt(runner.Prefill([prompt.Ids]), prompt);
            CheckPrompt(runner.PrefillThenStep([prompt.Ids]), prompt);
        });
    }

    private static void CheckBothWays(OnnxRunner runner, ZooFolder folder, ZooCase zooCase)
    {
        Check(folder.Judge(zooCase, runner.Prefill(zooCase.Ids)), folder, zooCase);
        if (runner.HasCaches)
        {
            Check(folder.Judge(zooCase, runner.PrefillThenStep(zooCase.Ids)), folder, zooCase);
        }
    }

    private static void Check(ZooVerdict verdict, ZooFolder folder, ZooCase zooCase) =>
        Assert.True(verdict.IsWithin, $"{folder.Path} {zooCase}: off by {verdict.Error}, allowed {verdict.Tolerance}");

    private static void CheckPrompt(LogitsArray logits, PromptOracle prompt)
    {
        float[] last = logits.At(0, prompt.Ids.Length - 1).ToArray();
        Assert.Equal(prompt.MostLikely, last.IndexOf(last.Max()));
        Assert.All(prompt.FirstLogits.Zip(last), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }
}
