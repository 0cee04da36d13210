using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Cli.Reports;

/// <summary>What each candidate would have cost, step by step.</summary>
internal sealed class HeatMaps
{
    private readonly PruningPlan _plan;
    private readonly SublayerName[] _candidates;
    private readonly double _least;
    private readonly double _most;
    private readonly int _samples;

    private HeatMaps(PruningPlan plan)
    {
        _plan = plan;
        CandidateScore[] scores = [.. plan.Steps.SelectMany(step => step.Scores)];
        _candidates = [.. scores.Select(score => SublayerName.Parse(score.Sublayer)).Distinct().Order()];
        _samples = scores.Max(score => score.Samples);
        double[] whole = [.. scores.Where(score => score.Samples == _samples && score.Distance > 0)
            .Select(score => score.Distance)];
        (_least, _most) = whole.Length == 0 ? (1, 1) : (whole.Min(), scores.Max(score => score.Distance));
    }

    /// <summary>The heat map of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Null where the removals were given by hand.</returns>
    public static HeatMap? Of(PruningPlan plan) => plan.Steps.Count == 0 ? null : new HeatMaps(plan).Make();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private HeatMap Make() => new()
    {
        Title = "Distances of candidates by step",
        Caption = "The distance that the model would have had in each step without the sublayer, all earlier removals "
            + "included. The stronger the shade, the more the model needs the sublayer; shades grow by equal factors. "
            + "The search leaves a candidate that can win no longer. Its cell is hatched: the distance is what the "
            + "shade says, or more.",
        Least = Quantities.Distance(_least),
        Most = Quantities.Distance(_most),
        Grids = [.. _candidates.GroupBy(name => name.Kind).OrderBy(group => group.Key).Select(GridOf)],
        Table = new ReportTable(
            "Distance of each candidate by step, ≥ is a lower bound",
            ["Sublayer", .. _plan.Steps.Select((_, index) => $">Step {Number(index + 1)}")],
            [.. _candidates.Select(RowOf)]),
    };

    private HeatGrid GridOf(IGrouping<SublayerKind, SublayerName> kind)
    {
        int[] layers = [.. kind.Select(name => name.Layer)];
        return new HeatGrid(KindNames.LabelOf(kind.Key), layers, [.. _plan.Steps.Select((step, index) =>
        {
            Dictionary<string, CandidateScore> scores = step.Scores.ToDictionary(score => score.Sublayer);
            return new HeatRow(
                index + 1,
                [.. kind.Select(name => scores.GetValueOrDefault(name.ToString()) is { } score
                    ? CellOf(index + 1, score, score.Sublayer == step.Removed)
                    : null)]);
        })]);
    }

    private HeatCell CellOf(int step, CandidateScore score, bool isWinner)
    {
        bool isBound = IsBound(score, isWinner);
        string end = isWinner ? ", removed" : "";
        return new HeatCell(
            ShadeOf(score.Distance), $"Step {Number(step)}: {score.Sublayer}, {Text(score, isBound)}{end}")
        {
            IsBound = isBound,
            IsWinner = isWinner,
        };
    }

    private bool IsBound(CandidateScore score, bool isWinner) => score.Samples < _samples && !isWinner;

    private int ShadeOf(double distance) => !(distance > _least) || _most <= _least ? 0 : (int)Math.Min(
        HeatMap.Shades - 1, HeatMap.Shades * Math.Log(distance / _least) / Math.Log(_most / _least));

    private string[] RowOf(SublayerName name) => [name.ToString(), .. _plan.Steps.Select(step => TextOf(name, step))];

    private string TextOf(SublayerName name, PlannedStep step) =>
        step.Scores.FirstOrDefault(score => score.Sublayer == name.ToString()) is { } score
            ? Text(score, IsBound(score, score.Sublayer == step.Removed))
            : "";

    private static string Text(CandidateScore score, bool isBound) =>
        (isBound ? "≥ " : "") + Quantities.Distance(score.Distance);
}
