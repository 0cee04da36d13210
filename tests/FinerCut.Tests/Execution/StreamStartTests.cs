using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.TestModels.Oracles;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Execution;

public class StreamStartTests
{
    [Theory]
    [InlineData(4, true)]
    [InlineData(4.01f, false)]
    [InlineData(float.NaN, false)]
    [InlineData(float.NegativeInfinity, false)]
    public void Agree_LastNumber_IsComparedUpToRounding(float last, bool expected) =>
        Assert.Equal(expected, StreamStart.Agree([1e6f, 2, 3, last], [1e6f, 2, 3, 4], 2));

    [Theory]
    [InlineData(3, true, 1, 3, 2)]
    [InlineData(3, true, 3, 2)]
    [InlineData(3, false, 3, 1, 2)]
    [InlineData(3, false, 1, 3, 2, 1)]
    public void Exists_OfAShape_WantsTokensOneAfterTheOther(int length, bool expected, params int[] shape)
    {
        using OrtValue stream = OrtValue.CreateTensorValueFromMemory(
            new float[shape.Aggregate((a, b) => a * b)], [.. shape.Select(size => (long)size)]);

        Assert.Equal(expected, StreamStart.Exists(stream, length));
    }

    /// <summary>Half a sample by itself, on models of every exporter: only where 8-bit activations share a scale over
    /// all tokens does it differ.</summary>
    [Theory]
    [InlineData("llama-gqa.optimum.fp32", true)]
    [InlineData("llama-gqa.genai-cpu.int4", true)]
    [InlineData("gemma2.genai-cpu-windowed.fp32", true)]
    [InlineData("bloom.optimum.fp32", true)]
    [InlineData("opt.optimum.fp32", true)]
    [InlineData("qwen3.dynamo18.fp32", true)]
    [InlineData("llama-gqa.ort-int8.q8", false)]
    public void Agree_HalfASample_WhereActivationsAreNotRoundedTogether(string folder, bool expected)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(zoo.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 2));
        int[] ids = zoo.Cases[0].Ids[0];
        int half = ids.Length / 2;
        using PreparedSample sample = decoder.Prepare(ids);
        using PreparedSample start = decoder.Prepare(ids.AsSpan(0, half));
        HashSet<SublayerName> none = [];
        float[] alone = decoder.Logits(start, none);
        float[] among = decoder.Logits(sample, none);

        Assert.Equal(expected, StreamStart.Agree(alone, among.AsSpan(0, alone.Length), half));
    }
}
