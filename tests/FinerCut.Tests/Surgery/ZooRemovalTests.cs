using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Real exporters' files, really pruned and read back from disk, against PyTorch's logits.</summary>
public class ZooRemovalTests
{
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
