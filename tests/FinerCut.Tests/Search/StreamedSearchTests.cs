using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Search;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Search;

/// <summary>A search whose sessions and streams do not stay in memory finds what one finds that keeps
/// everything.</summary>
public class StreamedSearchTests
{
    [Theory]
    [InlineData("llama-gqa.optimum.fp32", DistanceMetric.Js, 0)]
    [InlineData("llama-gqa.optimum.fp32", DistanceMetric.Angular, 100)]
    [InlineData("llama-gqa.genai-cpu.int4", DistanceMetric.Js, 3)]
    [InlineData("gemma2.genai-cuda.fp16", DistanceMetric.Norm, 100)]
    [InlineData("gpt-neox-par.optimum.fp32", DistanceMetric.Kl, 2)]
    [InlineData("opt.optimum.fp32", DistanceMetric.Angular, 100)]
    [InlineData("llama-gqa.optimum-merged.fp32", DistanceMetric.Js, 100)]
    public void Run_WithoutRoom_FindsWhatItFindsWithRoom(string folder, DistanceMetric metric, int firstKeptSegment)
    {
        using TemporaryFolder scratch = new();
        ZooFolder zoo = ZooFolder.Require(folder);

        SearchResult roomy = Run(zoo, new SearchSettings(LogitDistance.Create(metric, 2)), MemoryPlan.Unlimited);
        SearchResult tight = Run(
            zoo, new SearchSettings(LogitDistance.Create(metric, 2)) { ScratchFolder = scratch.Path },
            new MemoryPlan(firstKeptSegment, KeepsStreams: false, 0));

        Assert.Equal(roomy.Removed, tight.Removed);
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Path));
    }

    private static SearchResult Run(ZooFolder zoo, SearchSettings settings, MemoryPlan memory)
    {
        int[][] ids = [.. new[] { 3, 5, 7 }.Select(seed => zoo.Cases[0].Ids[0]
            .Select((id, index) => index == 0 ? id : 3 + (((id * seed) + index) % 250))
            .ToArray())];
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(zoo.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 2));
        decoder.Memory = memory with { FirstKeptSegment = Math.Min(memory.FirstKeptSegment, decoder.Segments.Count) };
        using CalibrationSamples samples = CalibrationSamples.Prepare(decoder, new CalibrationSet("oracle", ids));
        using GreedySearch search = new(decoder, samples, settings, SilentObserver.Instance);
        search.RunDense(TestContext.Current.CancellationToken);
        List<SublayerName> names = [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)];
        return search.FindRemovals(names, names.Count - 1, TestContext.Current.CancellationToken);
    }
}
