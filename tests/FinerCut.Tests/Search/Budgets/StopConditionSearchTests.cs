using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Search;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Search.Budgets;

/// <summary>Searches by rate: what is left out proves nothing else, and the winner is the one that a person would
/// compute.</summary>
public class StopConditionSearchTests
{
    [Theory]
    [InlineData(SavingUnit.Bytes, "35%", DistanceMetric.Js)]
    [InlineData(SavingUnit.Macs, "20%", DistanceMetric.Norm)]
    public void Run_Saving_EveryMethodFindsTheLowestRates(SavingUnit unit, string amount, DistanceMetric metric) =>
        Compare(unit, amount, metric);

    [Theory]
    [InlineData(SavingUnit.Bytes, "20%", DistanceMetric.Angular)]
    [InlineData(SavingUnit.KvCache, "60%", DistanceMetric.Kl)]
    public void Run_OtherSaving_EveryMethodFindsTheLowestRates(SavingUnit unit, string amount, DistanceMetric metric)
    {
        WholeRuns.Require();
        Compare(unit, amount, metric);
    }

    [Theory]
    [InlineData(SearchPolicyName.Exhaustive)]
    [InlineData(SearchPolicyName.Lazy)]
    public void Run_Distance_EndsBeforeTheRemovalThatLeadsTooFar(SearchPolicyName method)
    {
        string path = SharedData.Require("models", "tales-3m", "onnx", "model.onnx");
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 2));
        SearchSettings settings = new(LogitDistance.Create(DistanceMetric.Js, 2), method);
        GreedyOracle expected = SearchOracle.RequireTales3M().Greedy["js"];
        double largest = (expected.Distances[4] + expected.Distances[5]) / 2;

        SearchResult found = Run(decoder, new DistanceCondition(largest, 24), settings);

        Assert.Equal(expected.Order.Take(5), found.Removed.Select(removal => removal.Sublayer));
        Assert.Equal(5, found.Steps.Count);
        Assert.Equal(expected.Order[5], found.Refused!.Sublayer);
    }

    private static void Compare(SavingUnit unit, string amount, DistanceMetric metric)
    {
        string path = SharedData.Require("models", "tales-3m", "onnx", "model.onnx");
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, new SessionFactory(ExecutionProvider.Cpu, 2));
        Measure measure = Measures.CreateMeasure(unit, decoder.Map, TotalsCounter.CountTotals(decoder.Map, 128), 128);
        SavingBudget budget = SavingBudget.Parse(unit, amount);

        SearchResult all = Run(
            decoder, measure, budget, new SearchSettings(LogitDistance.Create(metric, 2), ScoreAll: true));
        SearchResult exhaustive = Run(decoder, measure, budget, new SearchSettings(LogitDistance.Create(metric, 2)));
        SearchResult lazy = Run(
            decoder, measure, budget, new SearchSettings(LogitDistance.Create(metric, 2), SearchPolicyName.Lazy));

        Assert.Equal(ByHand(all, measure), all.Removed.Select(removal => removal.Sublayer));
        Assert.Equal(all.Removed, exhaustive.Removed);
        Assert.Equal(all.Removed.Select(removal => removal.Sublayer), lazy.Removed.Select(removal => removal.Sublayer));
        Assert.True(exhaustive.Work.ForwardEquivalents < all.Work.ForwardEquivalents);
        HashSet<SublayerName> removed = [.. all.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))];
        Assert.InRange(measure.Saved(removed), budget.AmountOf(measure.Dense), measure.Dense);
        removed.Remove(SublayerName.Parse(all.Removed[^1].Sublayer));
        Assert.InRange(measure.Saved(removed), 0, budget.AmountOf(measure.Dense));
    }

    /// <summary>The order that the scores of a search without shortcuts lead to.</summary>
    private static IEnumerable<string> ByHand(SearchResult all, Measure measure)
    {
        HashSet<SublayerName> removed = [];
        double now = 0;
        foreach (PlannedStep step in all.Steps)
        {
            double Rate(CandidateScore score)
            {
                double share = (measure.Saved(removed.Append(SublayerName.Parse(score.Sublayer)).ToHashSet())
                    - measure.Saved(removed)) / measure.Dense;
                return score.Distance > now ? (score.Distance - now) / share : (score.Distance - now) * share;
            }

            CandidateScore best = step.Scores.MinBy(Rate)!;
            removed.Add(SublayerName.Parse(best.Sublayer));
            now = best.Distance;
            yield return best.Sublayer;
        }
    }

    private static SearchResult Run(
        SegmentedDecoder decoder, Measure measure, SavingBudget budget, SearchSettings settings) =>
        Run(decoder, new SavingCondition(
            budget,
            measure,
            [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)],
            decoder.Map.Sublayers.Count), settings);

    private static SearchResult Run(SegmentedDecoder decoder, StopCondition goal, SearchSettings settings)
    {
        using CalibrationSamples samples =
            CalibrationSamples.Prepare(decoder, new CalibrationSet("oracle", SearchOracle.RequireTales3M().Ids));
        using GreedySearch search = new(decoder, samples, settings, SilentObserver.Instance);
        search.RunDense(TestContext.Current.CancellationToken);
        return search.FindRemovals(
            [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)], goal, TestContext.Current.CancellationToken);
    }
}
