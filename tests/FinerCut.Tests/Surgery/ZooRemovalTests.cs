using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Real exporters' files, really pruned and read back from disk, against PyTorch's logits and against the same files with gates closed.</summary>
public class ZooRemovalTests
{
    // Fused and plain norms round otherwise: 2.5e-5 on the folder with the largest logits.
    private const double KernelTolerance = 5e-5;

    [Theory]
    [InlineData("bloom.optimum.fp32", true)]
    [InlineData("bloom.optimum.fp32", false)]
    [InlineData("gemma2.genai-cpu-windowed.fp32", true)]
    [InlineData("gemma2.genai-cpu-windowed.fp32", false)]
    [InlineData("gemma2.genai-cpu.fp32", true)]
    [InlineData("gemma2.genai-cpu.fp32", false)]
    [InlineData("gemma2.genai-cuda.fp16", true)]
    [InlineData("gemma2.genai-cuda.fp16", false)]
    [InlineData("gpt-neox-par.optimum.fp32", true)]
    [InlineData("gpt-neox-par.optimum.fp32", false)]
    [InlineData("gpt-neox-par.ort-optimizer.fp32", true)]
    [InlineData("gpt-neox-par.ort-optimizer.fp32", false)]
    [InlineData("gpt-neox-seq.optimum.fp32", true)]
    [InlineData("gpt-neox-seq.optimum.fp32", false)]
    [InlineData("gpt-neox-seq.ort-optimizer.fp32", true)]
    [InlineData("gpt-neox-seq.ort-optimizer.fp32", false)]
    [InlineData("gpt2.optimum.fp32", true)]
    [InlineData("gpt2.optimum.fp32", false)]
    [InlineData("gpt2.ort-optimizer.fp32", true)]
    [InlineData("gpt2.ort-optimizer.fp32", false)]
    [InlineData("llama-gqa.dynamo23.fp32", true)]
    [InlineData("llama-gqa.dynamo23.fp32", false)]
    [InlineData("llama-gqa.ext-one.fp32", true)]
    [InlineData("llama-gqa.ext-one.fp32", false)]
    [InlineData("llama-gqa.ext-per-tensor.fp32", true)]
    [InlineData("llama-gqa.ext-per-tensor.fp32", false)]
    [InlineData("llama-gqa.genai-cpu-hidden.fp32", true)]
    [InlineData("llama-gqa.genai-cpu-hidden.fp32", false)]
    [InlineData("llama-gqa.genai-cpu.fp32", true)]
    [InlineData("llama-gqa.genai-cpu.fp32", false)]
    [InlineData("llama-gqa.genai-cpu.int4", true)]
    [InlineData("llama-gqa.genai-cpu.int4", false)]
    [InlineData("llama-gqa.genai-cpu.int4-acc1", true)]
    [InlineData("llama-gqa.genai-cpu.int4-acc1", false)]
    [InlineData("llama-gqa.optimum-merged.fp32", true)]
    [InlineData("llama-gqa.optimum-merged.fp32", false)]
    [InlineData("llama-gqa.optimum-nopast.fp32", true)]
    [InlineData("llama-gqa.optimum-nopast.fp32", false)]
    [InlineData("llama-gqa.optimum.fp16", true)]
    [InlineData("llama-gqa.optimum.fp16", false)]
    [InlineData("llama-gqa.optimum.fp32", true)]
    [InlineData("llama-gqa.optimum.fp32", false)]
    [InlineData("llama-gqa.ort-int8.q8", true)]
    [InlineData("llama-gqa.ort-int8.q8", false)]
    [InlineData("llama-gqa.ort-nbits.q4", true)]
    [InlineData("llama-gqa.ort-nbits.q4", false)]
    [InlineData("llama-tied.genai-cpu.fp32-shared", true)]
    [InlineData("llama-tied.genai-cpu.fp32-shared", false)]
    [InlineData("llama-tied.genai-cpu.int4-shared", true)]
    [InlineData("llama-tied.genai-cpu.int4-shared", false)]
    [InlineData("opt.optimum.fp32", true)]
    [InlineData("opt.optimum.fp32", false)]
    [InlineData("phi.genai-cpu.fp32", true)]
    [InlineData("phi.genai-cpu.fp32", false)]
    [InlineData("phi3.genai-cpu.fp32", true)]
    [InlineData("phi3.genai-cpu.fp32", false)]
    [InlineData("qwen2.genai-cpu.fp32", true)]
    [InlineData("qwen2.genai-cpu.fp32", false)]
    [InlineData("qwen3.dynamo18.fp32", true)]
    [InlineData("qwen3.dynamo18.fp32", false)]
    [InlineData("stories260K/genai-cpu.fp32", true)]
    [InlineData("stories260K/genai-cpu.fp32", false)]
    [InlineData("stories260K/genai-cpu.int4", true)]
    [InlineData("stories260K/genai-cpu.int4", false)]
    [InlineData("stories260K/optimum.fp32", true)]
    [InlineData("stories260K/optimum.fp32", false)]
    public void Apply_EveryCaseOfFolder_EqualsReferenceAndGates(string folder, bool isOptimised)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        using TemporaryFolder temporary = new();
        GatedCopy gated = GatedCopy.Write(zoo.ModelPath, temporary.Combine("gated"));
        using OnnxRunner gatedRunner = gated.Open(isOptimised);
        List<string> failures = [];
        foreach (ZooCase zooCase in zoo.Cases)
        {
            string path = PrunedCopies.Write(zoo.ModelPath, zooCase.Removed, temporary.Combine($"case {zooCase.Name}"));
            using OnnxRunner runner = OnnxRunner.Open(path, new OnnxRunnerOptions { IsOptimised = isOptimised });
            ZooAnswers pruned = ZooAnswers.Of(runner, zooCase);
            gated.Close(zooCase.Removed);
            ZooAnswers closed = ZooAnswers.Of(gatedRunner, zooCase);
            failures.AddRange(pruned.FailuresAgainst(zoo).Select(line => $"pruned {line}"));
            failures.AddRange(closed.FailuresAgainst(zoo).Select(line => $"gated {line}"));
            failures.AddRange(pruned.FailuresAgainst(closed, zoo.RuntimeTolerance ?? KernelTolerance).Select(line => $"pruned and gated {line}"));
        }

        Assert.NotEmpty(zoo.Cases);
        Assert.Empty(failures);
    }
}
