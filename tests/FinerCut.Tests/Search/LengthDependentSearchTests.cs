using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Search;
using FinerCut.Search.Evaluation;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Structures;
using Google.Protobuf;

namespace FinerCut.Tests.Search;

/// <summary>A model that takes up other rotary tables beyond 70 tokens: short starts of a sample say nothing of it,
/// long ones do.</summary>
public sealed class LengthDependentSearchTests : IDisposable
{
    private const int SampleLength = 192;
    private const int WholeSamples = 1024;

    private readonly TemporaryFolder _folder = new();
    private readonly SegmentedDecoder _decoder;
    private readonly CalibrationSamples _samples;

    public LengthDependentSearchTests()
    {
        File.WriteAllBytes(_folder.Combine("model.onnx"), StructureCatalog.Build("longrope-short").Model.ToByteArray());
        _decoder = SegmentedDecoder.Open(_folder.Combine("model.onnx"), new SessionFactory(ExecutionProvider.Cpu, 1));
        int[][] ids = [.. new[] { 7, 11, 13 }
            .Select(seed => Enumerable.Range(1, SampleLength).Select(token => token * token * seed % 257).ToArray())];
        _samples = CalibrationSamples.Prepare(_decoder, new CalibrationSet("seeded", ids));
    }

    [Theory]
    [InlineData(32, false)]
    [InlineData(96, true)]
    public void CanRunStarts_OfTokens_WantsTheTablesOfTheWholeSample(int tokens, bool expected)
    {
        SearchSettings settings = new(LogitDistance.Create(DistanceMetric.Js, 1));
        using CandidateEvaluator evaluator = new(_decoder, _samples.Samples, settings.ForEvaluation);
        evaluator.RunDense([0, 1, 2]);

        Assert.Equal(expected, evaluator.CanRunStarts(tokens));
    }

    [Fact]
    public void Run_StartsThatSayNothing_FindsWhatWholeSamplesFind()
    {
        SearchResult starts = Run(blockTokens: 32);
        SearchResult whole = Run(WholeSamples);

        Assert.Equal(whole.Removed, starts.Removed);
        Assert.All(whole.Steps.Zip(starts.Steps), steps => Assert.Equal(steps.First.Scores, steps.Second.Scores));
    }

    public void Dispose()
    {
        _samples.Dispose();
        _decoder.Dispose();
        _folder.Dispose();
    }

    private SearchResult Run(int blockTokens)
    {
        using GreedySearch search = new(
            _decoder, _samples, new SearchSettings(
                LogitDistance.Create(DistanceMetric.Js, 1))
            { BlockTokens = blockTokens }, SilentObserver.Instance);
        search.RunDense(TestContext.Current.CancellationToken);
        List<SublayerName> names = [.. _decoder.Map.Sublayers.Select(sublayer => sublayer.Name)];
        return search.FindRemovals(names, names.Count - 1, TestContext.Current.CancellationToken);
    }
}
