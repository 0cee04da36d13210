using FinerCut.Execution;
using FinerCut.TestModels.Oracles;
using FinerCut.Verification;

namespace FinerCut.Tests.Verification;

/// <summary>A model run segment by segment answers prompts and cached steps as the whole one does.</summary>
public class StreamedDecoderTests
{
    [Theory]
    [InlineData("bloom.optimum.fp32")]
    [InlineData("gemma2.genai-cpu.fp32")]
    [InlineData("gemma2.genai-cpu-windowed.fp32")]
    [InlineData("gpt2.optimum.fp32")]
    [InlineData("gpt-neox-par.ort-optimizer.fp32")]
    [InlineData("llama-gqa.dynamo23.fp32")]
    [InlineData("llama-gqa.ext-per-tensor.fp32")]
    [InlineData("llama-gqa.genai-cpu.fp32")]
    [InlineData("llama-gqa.optimum-nopast.fp32")]
    [InlineData("llama-gqa.optimum.fp32")]
    [InlineData("opt.optimum.fp32")]
    [InlineData("phi3.genai-cpu.fp32")]
    [InlineData("qwen2.genai-cpu.fp32")]
    [InlineData("qwen3.dynamo18.fp32")]
    public void Run_SegmentBySegment_EqualsTheWholeModel(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        int[] ids = zoo.Cases.First(zooCase => zooCase.Ids.Length == 1).Ids[0];
        SessionFactory sessions = new(ExecutionProvider.Cpu, 2);
        using WholeDecoder whole = WholeDecoder.Open(zoo.ModelPath, sessions);
        using StreamedDecoder streamed = StreamedDecoder.Open(zoo.ModelPath, sessions);

        (float[] prompt, float[]? step) = streamed.ComputeLogits([ids, ids[..^2]])[0];

        Assert.InRange(LogitComparison.LargestDifference(whole.Prefill(ids), prompt), 0, 1e-3);
        if (whole.Map.Caches.Any())
        {
            Assert.InRange(LogitComparison.LargestDifference(whole.CachedStep(ids), step!), 0, 1e-3);
        }
        else
        {
            Assert.Null(step);
        }
    }
}
