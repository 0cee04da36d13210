using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Execution.Values;
using FinerCut.Search;
using FinerCut.Search.Evaluation;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using FinerCut.Verification;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Execution.Values;

/// <summary>The path that CUDA takes, with the CPU as the device: same numbers to the last bit, and the host reads
/// logits alone.</summary>
public sealed class DevicePathTests : IDisposable
{
    private const int SampleLength = 12;
    private const int Vocabulary = 288;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(DistanceMetric.Js, true)]
    [InlineData(DistanceMetric.Js, false)]
    [InlineData(DistanceMetric.Angular, true)]
    public void Search_OnADevice_FindsTheSameToTheLastBit(DistanceMetric metric, bool keepsStreams)
    {
        TinyDecoder tiny = TinyDecoder.Write(_folder.Path, new TinyDecoderOptions { Layers = 4 });
        SearchResult host = Search(tiny.ModelPath, tiny.SampleIds(3, SampleLength), metric, (Host(), keepsStreams));
        SearchResult device = Search(tiny.ModelPath, tiny.SampleIds(3, SampleLength), metric, (Device(), keepsStreams));

        Assert.Equal(host.Removed, device.Removed);
        Assert.Equal(host.Steps.SelectMany(step => step.Scores), device.Steps.SelectMany(step => step.Scores));
        Assert.Equal(host.Work, device.Work);
    }

    [Theory]
    [InlineData("llama-gqa.optimum.fp16")]
    [InlineData("gemma2.genai-cuda.fp16")]
    [InlineData("opt.optimum.fp32")]
    public void Search_OfAnExportOnADevice_FindsTheSameToTheLastBit(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        int[][] ids = [.. zoo.Cases[0].Ids.Take(2)];
        SearchResult host = Search(zoo.ModelPath, ids, DistanceMetric.Js, (Host(), true));
        SearchResult device = Search(zoo.ModelPath, ids, DistanceMetric.Js, (Device(), true));
        Assert.Equal(host.Steps.SelectMany(step => step.Scores), device.Steps.SelectMany(step => step.Scores));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Candidates_OnADevice_BringLogitsAloneToTheHost(bool keepsStreams)
    {
        TinyDecoderOptions options = new() { Layers = 4, Vocabulary = Vocabulary };
        TinyDecoder tiny = TinyDecoder.Write(_folder.Path, options);
        SessionFactory sessions = Device();
        using SegmentedDecoder decoder = SegmentedDecoder.Open(tiny.ModelPath, sessions);
        decoder.Memory = MemoryPlan.Unlimited with { KeepsStreams = keepsStreams };
        CalibrationSet set = new("seeded", tiny.SampleIds(2, SampleLength));
        using CalibrationSamples samples = CalibrationSamples.Prepare(decoder, set);
        SearchSettings settings = new(LogitDistance.Create(DistanceMetric.Js, 1)) { ScratchFolder = _folder.Path };
        using CandidateEvaluator evaluator = new(decoder, samples.Samples, settings.ForEvaluation);
        SublayerName gone = new(1, SublayerKind.Ffn);
        SublayerName candidate = new(0, SublayerKind.Ffn);
        evaluator.RunDense([0, 1]);
        evaluator.EvaluateProbes(
            [(gone, 0, SampleLength), (gone, 1, SampleLength), (candidate, 0, SampleLength / 2)], [gone]);
        evaluator.Remove(gone, TestContext.Current.CancellationToken);
        evaluator.EvaluateProbes([(candidate, 1, SampleLength)], [candidate]);

        // Five whole samples and half of one; streams besides where they go to disk.
        (long values, long bytes) = (6, (long)(5.5 * SampleLength * Vocabulary * sizeof(float)));
        HostTraffic traffic = sessions.ValueMemory.Traffic;
        Assert.Equal(keepsStreams, (values, bytes) == (traffic.Values, traffic.Bytes));
        Assert.InRange(traffic.Values, values, long.MaxValue);
    }

    [Fact]
    public void Generation_OnADevice_BringsOnlyLogitsToTheHost()
    {
        TinyDecoder tiny = TinyDecoder.Write(_folder.Path);
        SessionFactory sessions = Device();
        using CachedDecoder host = CachedDecoder.Open(tiny.ModelPath, Host());
        using CachedDecoder device = CachedDecoder.Open(tiny.ModelPath, sessions);

        Assert.Equal(host.Append(5, 6, 7), device.Append(5, 6, 7));
        Assert.Equal(host.Append(8), device.Append(8));
        Assert.Equal(host.Append(9), device.Append(9));
        HostTraffic traffic = sessions.ValueMemory.Traffic;
        Assert.Equal((3, 5L * Vocabulary * sizeof(float)), (traffic.Values, traffic.Bytes));
    }

    [Fact]
    public void Verification_OnADevice_FindsTheSame()
    {
        TinyDecoder tiny = TinyDecoder.Write(_folder.Path);
        int[] ids = tiny.SampleIds(1, SampleLength)[0];
        using WholeDecoder host = WholeDecoder.Open(tiny.ModelPath, Host());
        using WholeDecoder device = WholeDecoder.Open(tiny.ModelPath, Device());
        Assert.Equal(host.Prefill(ids), device.Prefill(ids));
        Assert.Equal(host.CachedSteps(ids, 4), device.CachedSteps(ids, 4));

        using StreamedDecoder streamedOnHost = StreamedDecoder.Open(tiny.ModelPath, Host());
        using StreamedDecoder streamedOnDevice = StreamedDecoder.Open(tiny.ModelPath, Device());
        (float[] prompt, float[]? step) = Assert.Single(streamedOnDevice.ComputeLogits([ids]));
        (float[] expectedPrompt, float[]? expectedStep) = Assert.Single(streamedOnHost.ComputeLogits([ids]));
        Assert.Equal(expectedPrompt, prompt);
        Assert.Equal(expectedStep, step);
    }

    public void Dispose() => _folder.Dispose();

    private static SessionFactory Host() => new(ExecutionProvider.Cpu, 1);

    private static SessionFactory Device() =>
        new(ExecutionProvider.Cpu, 1) { ValueMemory = new DeviceMemory(Host(), OrtMemoryInfo.DefaultInstance) };

    private SearchResult Search(
        string path, int[][] ids, DistanceMetric metric, (SessionFactory Sessions, bool KeepsStreams) place)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, place.Sessions);
        decoder.Memory = MemoryPlan.Unlimited with { KeepsStreams = place.KeepsStreams };
        using CalibrationSamples samples = CalibrationSamples.Prepare(decoder, new CalibrationSet("seeded", ids));
        SearchSettings settings = new(LogitDistance.Create(metric, 1)) { ScratchFolder = _folder.Path };
        using GreedySearch search = new(decoder, samples, settings, SilentObserver.Instance);
        search.RunDense(cancellation);
        return search.FindRemovals([.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)], 3, cancellation);
    }
}
