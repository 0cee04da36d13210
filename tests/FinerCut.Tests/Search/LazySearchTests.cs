using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Search;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using FinerCut.Tests.Surgery;

namespace FinerCut.Tests.Search;

/// <summary>The lazy search finds what the exhaustive one finds, with less work.</summary>
public class LazySearchTests(ITestOutputHelper output)
{
    private static readonly DistanceMetric[] Metrics = Enum.GetValues<DistanceMetric>();

    [Theory]
    [InlineData("onnx")]
    [InlineData("genai")]
    public void Run_OnTales3M_FindsWhatExhaustiveFinds(string export) =>
        Compare(SharedData.Require("models", "tales-3m", export, "model.onnx"), SearchOracle.RequireTales3M().Ids);

    [Theory]
    [MemberData(nameof(ZooFolders.Names), MemberType = typeof(ZooFolders))]
    public void Run_OnZooFolder_FindsWhatExhaustiveFinds(string folder)
    {
        ZooFolder zoo = ZooFolder.Require(folder);
        int[] seeds = [3, 5, 7, 11];
        Compare(zoo.ModelPath, [.. seeds.Select(seed => zoo.Cases[0].Ids[0].Select((id, index) => index == 0 ? id : 3 + ((id * seed) + index) % 250).ToArray())]);
    }

    private void Compare(string path, int[][] ids)
    {
        List<string> differences = [];
        foreach (DistanceMetric metric in Metrics)
        {
            SearchResult exhaustive = Run(path, ids, metric, SearchMethod.Exhaustive);
            SearchResult lazy = Run(path, ids, metric, SearchMethod.Lazy);
            output.WriteLine($"{metric}: {lazy.Work.ForwardEquivalents:0.0} of {exhaustive.Work.ForwardEquivalents:0.0}");
            differences.AddRange(exhaustive.Removed.Zip(lazy.Removed)
                .Where(pair => pair.First.Sublayer != pair.Second.Sublayer || Math.Abs((pair.First.Distance!.Value / pair.Second.Distance!.Value) - 1) > 1e-4)
                .Select(pair => $"{metric}: {pair.First} against {pair.Second}"));
        }

        Assert.Empty(differences);
    }

    private static SearchResult Run(string path, int[][] ids, DistanceMetric metric, SearchMethod method)
    {
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 2));
        using CalibrationRows rows = CalibrationRows.Prepare(decoder, new CalibrationSet("oracle", ids));
        using GreedySearch search = new(decoder, rows, new SearchSettings(LogitDistance.Create(metric, 2), method), SilentObserver.Instance);
        search.RunDense(TestContext.Current.CancellationToken);
        List<SublayerName> names = [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)];
        return search.Run(names, names.Count - 1, TestContext.Current.CancellationToken);
    }
}
