using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.TestModels;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Execution;

/// <summary>Skipping segments of a model equals removing its sublayers.</summary>
public class SegmentedDecoderTests
{
    [Theory]
    [InlineData("bloom.optimum.fp32")]
    [InlineData("gemma2.genai-cpu-windowed.fp32")]
    [InlineData("gemma2.genai-cpu.fp32")]
    [InlineData("gemma2.genai-cuda.fp16")]
    [InlineData("gpt-neox-par.optimum.fp32")]
    [InlineData("gpt-neox-par.ort-optimizer.fp32")]
    [InlineData("gpt-neox-seq.optimum.fp32")]
    [InlineData("gpt-neox-seq.ort-optimizer.fp32")]
    [InlineData("gpt2.optimum.fp32")]
    [InlineData("gpt2.ort-optimizer.fp32")]
    [InlineData("llama-gqa.dynamo23.fp32")]
    [InlineData("llama-gqa.ext-one.fp32")]
    [InlineData("llama-gqa.ext-per-tensor.fp32")]
    [InlineData("llama-gqa.genai-cpu-hidden.fp32")]
    [InlineData("llama-gqa.genai-cpu.fp32")]
    [InlineData("llama-gqa.genai-cpu.int4")]
    [InlineData("llama-gqa.genai-cpu.int4-acc1")]
    [InlineData("llama-gqa.optimum-merged.fp32")]
    [InlineData("llama-gqa.optimum-nopast.fp32")]
    [InlineData("llama-gqa.optimum.fp16")]
    [InlineData("llama-gqa.optimum.fp32")]
    [InlineData("llama-gqa.ort-int8.q8")]
    [InlineData("llama-gqa.ort-nbits.q4")]
    [InlineData("llama-tied.genai-cpu.fp32-shared")]
    [InlineData("llama-tied.genai-cpu.int4-shared")]
    [InlineData("opt.optimum.fp32")]
    [InlineData("phi.genai-cpu.fp32")]
    [InlineData("phi3.genai-cpu.fp32")]
    [InlineData("qwen2.genai-cpu.fp32")]
    [InlineData("qwen3.dynamo18.fp32")]
    [InlineData("stories260K/genai-cpu.fp32")]
    [InlineData("stories260K/genai-cpu.int4")]
    [InlineData("stories260K/optimum.fp32")]
    public void Logits_WithoutSublayers_EqualsReference(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(zoo.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 2));
        List<string> failures = [];
        foreach (ZooCase zooCase in zoo.Cases.Where(zooCase => zooCase.Ids.Length == 1))
        {
            using PreparedSample sample = decoder.Prepare(zooCase.Ids[0]);
            float[] logits = decoder.Logits(sample, zooCase.Removed.Select(SublayerName.Parse).ToHashSet());
            ZooVerdict verdict = zoo.Judge(zooCase, new LogitsArray(logits, 1, sample.Length, decoder.Vocabulary));
            if (!verdict.IsWithin)
            {
                failures.Add($"{zooCase.Name}: {verdict.Error:g3} > {verdict.Tolerance:g3}");
            }
        }

        Assert.Empty(failures);
    }
}
