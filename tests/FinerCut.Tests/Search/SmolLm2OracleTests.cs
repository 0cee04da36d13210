using FinerCut.Calibration;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Search;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Search;

/// <summary>The paper's calibration on a real model: minutes a metric, so it runs only where somebody asks for
/// it.</summary>
public class SmolLm2OracleTests(ITestOutputHelper output)
{
    private const int ConfirmedSteps = 15;

    [Theory]
    [InlineData("js", 80)]
    [InlineData("angular", 60)]
    public void Run_QuarterOfSublayers_EqualsOracleWithLittleWork(string metric, double mostForwardEquivalents)
    {
        string folder = SmolLm2Folder.Require();
        SearchOracle oracle = SearchOracle.RequireSmolLm2();
        Assert.True(DistanceMetricNames.TryParse(metric, out DistanceMetric parsed));
        using SegmentedDecoder decoder = SegmentedDecoder.Open(
            Path.Combine(folder, "model.onnx"), new SessionFactory(ExecutionProvider.Cpu, Environment.ProcessorCount));
        using CalibrationSamples samples =
            CalibrationSamples.Prepare(decoder, new CalibrationSet("oracle", oracle.Ids));
        using GreedySearch search = new(
            decoder,
            samples,
            new SearchSettings(LogitDistance.Create(parsed, decoder.Threads), SearchPolicyName.Lazy),
            SilentObserver.Instance);
        search.RunDense(TestContext.Current.CancellationToken);

        SearchResult found = search.FindRemovals(
            [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)],
            ConfirmedSteps,
            TestContext.Current.CancellationToken);

        output.WriteLine($"{metric}: {found.Work}");
        Assert.InRange(found.Work.ForwardEquivalents, 1, mostForwardEquivalents);
        Assert.Equal(
            oracle.Greedy[metric].Order.Take(ConfirmedSteps), found.Removed.Select(removal => removal.Sublayer));
        Assert.All(
            found.Removed.Zip(oracle.Greedy[metric].Distances),
            pair => Assert.InRange(pair.First.Distance!.Value / pair.Second, 1 - 1e-3, 1 + 1e-3));
    }
}
