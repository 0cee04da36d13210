using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Search;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Search;

/// <summary>The order of all removals and the score of every candidate at every step, against an independent
/// implementation.</summary>
public class GreedySearchOracleTests
{
    private const double RelativeTolerance = 1e-3;

    [Theory]
    [InlineData("onnx")]
    [InlineData("genai")]
    public void Run_DownToOneSublayer_EqualsOracle(string export) => Compare(export, "js");

    /// <summary>The orders of these metrics, without the scores of all candidates, are compared in every run by
    /// <see cref="Commands.Apply.Tales3MOrderTests"/>.</summary>
    [Theory]
    [InlineData("onnx", "js-official")]
    [InlineData("onnx", "kl")]
    [InlineData("onnx", "angular")]
    [InlineData("onnx", "norm")]
    [InlineData("genai", "js-official")]
    [InlineData("genai", "kl")]
    [InlineData("genai", "angular")]
    [InlineData("genai", "norm")]
    public void Run_OtherMetric_EqualsOracle(string export, string metric)
    {
        WholeRuns.Require();
        Compare(export, metric);
    }

    private static void Compare(string export, string metric)
    {
        string path = SharedData.Require("models", "tales-3m", export, "model.onnx");
        SearchOracle oracle = SearchOracle.RequireTales3M();
        GreedyOracle expected = oracle.Greedy[metric.Replace('-', '_')];
        Assert.True(DistanceMetricNames.TryParse(metric, out DistanceMetric parsed));
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 2));
        using CalibrationSamples samples =
            CalibrationSamples.Prepare(decoder, new CalibrationSet("oracle", oracle.Ids));
        using GreedySearch search = new(
            decoder,
            samples,
            new SearchSettings(LogitDistance.Create(parsed, 2), ScoreAll: true),
            SilentObserver.Instance);
        search.RunDense(TestContext.Current.CancellationToken);
        List<SublayerName> names = [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)];

        SearchResult found = search.FindRemovals(names, names.Count - 1, TestContext.Current.CancellationToken);

        Assert.Equal(23, expected.Order.Count);
        Assert.Equal(expected.Order, found.Removed.Select(removal => removal.Sublayer));
        foreach ((PlannedStep step, IReadOnlyDictionary<string, double> scores) in found.Steps.Zip(expected.Scores))
        {
            Assert.Equal(scores.Keys.Order(), step.Scores.Select(score => score.Sublayer).Order());
            Assert.All(step.Scores, score => Assert.InRange(
                score.Distance / scores[score.Sublayer], 1 - RelativeTolerance, 1 + RelativeTolerance));
        }
    }
}
