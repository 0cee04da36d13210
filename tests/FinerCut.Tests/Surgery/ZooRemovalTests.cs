using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Real exporters' files, really pruned and read back from disk, against PyTorch's logits.</summary>
public class ZooRemovalTests
{
    [Theory]
    [InlineData("llama-gqa.optimum.fp32", true)]
    [InlineData("llama-gqa.optimum.fp32", false)]
    [InlineData("llama-gqa.genai-cpu.fp32", true)]
    [InlineData("llama-gqa.genai-cpu.fp32", false)]
    [InlineData("llama-gqa.genai-cpu.int4-acc1", true)]
    [InlineData("llama-gqa.genai-cpu.int4-acc1", false)]
    [InlineData("stories260K/optimum.fp32", true)]
    [InlineData("stories260K/optimum.fp32", false)]
    public void Apply_EveryCaseOfFolder_EqualsReference(string folder, bool isOptimised)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        using TemporaryFolder temporary = new();
        List<string> failures = [];
        foreach (ZooCase zooCase in zoo.Cases)
        {
            string path = PrunedCopies.Write(zoo.ModelPath, zooCase.Removed, temporary.Combine($"case {zooCase.Name}"));
            using OnnxRunner runner = OnnxRunner.Open(path, new OnnxRunnerOptions { IsOptimised = isOptimised });
            Judge("prefill", runner.Prefill(zooCase.Ids));
            if (runner.HasCaches)
            {
                Judge("step", runner.PrefillThenStep(zooCase.Ids));
            }

            void Judge(string way, LogitsArray logits)
            {
                ZooVerdict verdict = zoo.Judge(zooCase, logits);
                if (!verdict.IsWithin)
                {
                    failures.Add($"{zooCase.Name} {way}: {verdict.Error:g3} > {verdict.Tolerance:g3}");
                }
            }
        }

        Assert.NotEmpty(zoo.Cases);
        Assert.Empty(failures);
    }
}
