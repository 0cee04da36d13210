using FinerCut.Plans;

namespace FinerCut.Reports;

/// <summary>Adds to reports of sublayers what a plan knows of them.</summary>
internal sealed class SublayerHistory
{
    private readonly Dictionary<string, (int Order, double? Distance)> _removed;
    private readonly ILookup<string, SublayerScore> _scores;

    /// <param name="plan">The plan.</param>
    public SublayerHistory(PruningPlan plan)
    {
        _removed = plan.Removed.Index()
            .ToDictionary(pair => pair.Item.Sublayer, pair => (pair.Index + 1, pair.Item.Distance));
        _scores = plan.Steps.Index().SelectMany(step => step.Item.Scores.Select(score => (
            score.Sublayer, Found: new SublayerScore(step.Index + 1, score.Distance, score.Samples))))
            .ToLookup(pair => pair.Sublayer, pair => pair.Found);
    }

    /// <summary>Adds order, distance and scores.</summary>
    /// <param name="sublayer">A report without them.</param>
    public SublayerReport AddTo(SublayerReport sublayer)
    {
        (int Order, double? Distance)? removal = _removed.TryGetValue(sublayer.Name, out var found) ? found : null;
        SublayerScore[] scores = [.. _scores[sublayer.Name]];
        return sublayer with
        {
            Order = removal?.Order,
            Distance = removal?.Distance,
            Scores = scores.Length > 0 ? scores : null,
        };
    }
}
