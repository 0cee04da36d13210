using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Search;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Search;

/// <summary>The lazy search finds what the exhaustive one finds: with less work on tales-3m, and where there are few
/// sublayers, as on the reference models, with the same.</summary>
public class LazySearchTests(ITestOutputHelper output)
{
    private const string Variable = "FINERCUT_LAZY";

    [Theory]
    [InlineData(DistanceMetric.Js)]
    [InlineData(DistanceMetric.JsOfficial, false)]
    [InlineData(DistanceMetric.Kl, false)]
    [InlineData(DistanceMetric.Angular, false)]
    [InlineData(DistanceMetric.Norm)]
    public void Run_OnTales3M_FindsWhatExhaustiveFinds(DistanceMetric metric, bool isAlwaysRun = true)
    {
        if (!isAlwaysRun)
        {
            WholeRuns.Require();
        }

        SearchOracle oracle = SearchOracle.RequireTales3M();
        string path = SharedData.Require("models", "tales-3m", "onnx", "model.onnx");
        string name = DistanceMetricNames.NameOf(metric);
        GreedyOracle exhaustive = oracle.Greedy[name.Replace('-', '_')];

        SearchResult lazy = Run(path, oracle.Ids, metric, SearchPolicyName.Lazy);

        Assert.Equal(exhaustive.Order, lazy.Removed.Select(removal => removal.Sublayer));
        Assert.All(exhaustive.Distances.Zip(lazy.Removed), pair => AssertClose(pair.First, pair.Second, 1e-3));
        Assert.NotNull(lazy.Work.TightestBound);
    }

    [Theory]
    [InlineData("bloom.optimum.fp32")]
    [InlineData("llama-gqa.genai-cpu.int4")]
    [InlineData("opt.optimum.fp32")]
    [InlineData("stories260K/optimum.fp32")]
    public void Run_OnZooFolder_GuessesNothing(string folder) => CompareFolder(folder);

    /// <summary>All folders: minutes, so it runs only where somebody asks for it.</summary>
    [Fact]
    public void Run_OnAllZooFolders_GuessesNothing()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(Variable) == "1", $"A long test: set {Variable}=1 to run it.");
        Assert.All(ZooFolder.AllNames(), CompareFolder);
    }

    private void CompareFolder(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        int[] seeds = [3, 5, 7, 11];
        int[][] ids = [.. seeds.Select(seed => zoo.Cases[0].Ids[0]
            .Select((id, index) => index == 0 ? id : 3 + (((id * seed) + index) % 250))
            .ToArray())];
        foreach (DistanceMetric metric in Enum.GetValues<DistanceMetric>())
        {
            SearchResult lazy = Compare(zoo.ModelPath, ids, metric);
            Assert.Null(lazy.Work.TightestBound);
        }
    }

    private SearchResult Compare(string path, int[][] ids, DistanceMetric metric)
    {
        SearchResult exhaustive = Run(path, ids, metric, SearchPolicyName.Exhaustive);
        SearchResult lazy = Run(path, ids, metric, SearchPolicyName.Lazy);
        output.WriteLine($"{metric}: {lazy.Work.ForwardEquivalents:0.0} of {exhaustive.Work.ForwardEquivalents:0.0}");
        Assert.Equal(
            exhaustive.Removed.Select(removal => removal.Sublayer), lazy.Removed.Select(removal => removal.Sublayer));
        Assert.All(
            exhaustive.Removed.Zip(lazy.Removed), pair => AssertClose(pair.First.Distance!.Value, pair.Second, 1e-4));
        return lazy;
    }

    private static void AssertClose(double expected, PlannedRemoval removal, double tolerance) =>
        Assert.InRange(removal.Distance!.Value / expected, 1 - tolerance, 1 + tolerance);

    private static SearchResult Run(string path, int[][] ids, DistanceMetric metric, SearchPolicyName method)
    {
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 2));
        using CalibrationSamples samples = CalibrationSamples.Prepare(decoder, new CalibrationSet("oracle", ids));
        using GreedySearch search =
            new(decoder, samples, new SearchSettings(LogitDistance.Create(metric, 2), method), SilentObserver.Instance);
        search.RunDense(TestContext.Current.CancellationToken);
        List<SublayerName> names = [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)];
        return search.FindRemovals(names, names.Count - 1, TestContext.Current.CancellationToken);
    }
}
