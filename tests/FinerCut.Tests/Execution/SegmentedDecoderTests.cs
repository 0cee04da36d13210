using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.TestModels;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Execution;

/// <summary>Skipping segments of a model equals removing its sublayers.</summary>
public class SegmentedDecoderTests
{
    [Theory]
    [InlineData("llama-gqa.optimum.fp32")]
    [InlineData("llama-gqa.genai-cpu.fp32")]
    [InlineData("llama-gqa.genai-cpu.int4-acc1")]
    [InlineData("stories260K/optimum.fp32")]
    [InlineData("gpt-neox-par.optimum.fp32")]
    [InlineData("phi.genai-cpu.fp32")]
    public void Logits_WithoutSublayers_EqualsReference(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        using SegmentedDecoder decoder = SegmentedDecoder.Open(zoo.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 2));
        List<string> failures = [];
        foreach (ZooCase zooCase in zoo.Cases.Where(zooCase => zooCase.Ids.Length == 1))
        {
            using Row row = decoder.Prepare(zooCase.Ids[0]);
            float[] logits = decoder.Logits(row, zooCase.Removed.Select(SublayerName.Parse).ToHashSet());
            ZooVerdict verdict = zoo.Judge(zooCase, new LogitsArray(logits, 1, row.Length, decoder.Vocabulary));
            if (!verdict.IsWithin)
            {
                failures.Add($"{zooCase.Name}: {verdict.Error:g3} > {verdict.Tolerance:g3}");
            }
        }

        Assert.Empty(failures);
    }
}
