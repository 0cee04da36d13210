using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.TestModels;

namespace FinerCut.Tests.Surgery;

/// <summary>What a model in segments answers with some of them left out.</summary>
internal static class SegmentAnswer
{
    public static LogitsArray Of(string path, IEnumerable<string> removed, int[] ids)
    {
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 2));
        using PreparedSample sample = decoder.Prepare(ids);
        float[] logits = decoder.Logits(sample, removed.Select(SublayerName.Parse).ToHashSet());
        return new LogitsArray(logits, 1, sample.Length, decoder.Vocabulary);
    }
}
