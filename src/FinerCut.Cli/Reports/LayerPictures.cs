using System.Globalization;
using FinerCut.Cli.Answers;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Cli.Reports;

/// <summary>Pictures of a model at a glance.</summary>
internal static class LayerPictures
{
    private const string Mark = "x";

    /// <summary>What a plan removes.</summary>
    /// <param name="plan">The plan.</param>
    public static LayerPicture Of(PruningPlan plan) => Of(plan.Source.Sublayers, plan, []);

    /// <summary>What there is, and what is gone.</summary>
    /// <param name="sublayers">Names of all sublayers, removed ones too.</param>
    /// <param name="plan">What went in which step; null where no plan knows.</param>
    /// <param name="gone">Names of what is gone, whether the plan says so or not.</param>
    public static LayerPicture Of(IReadOnlyList<string> sublayers, PruningPlan? plan, IEnumerable<string> gone)
    {
        Dictionary<SublayerName, PicturedSublayer> cells = sublayers.ToDictionary(
            SublayerName.Parse, name => new PicturedSublayer(null, $"{name} is kept"));
        foreach (string name in gone)
        {
            cells[SublayerName.Parse(name)] = new PicturedSublayer(Mark, $"{name} was removed before");
        }

        foreach ((int index, PlannedRemoval removal) in (plan?.Removed ?? []).Index())
        {
            cells[SublayerName.Parse(removal.Sublayer)] = Removed(index + 1, removal, plan!);
        }

        SublayerKind[] kinds = [.. cells.Keys.Select(name => name.Kind).Distinct().Order()];
        return new LayerPicture
        {
            Title = "Layers of the model",
            Caption = Describe(cells, plan),
            Kinds = [.. kinds.Select(KindNames.LabelOf)],
            Layers = [.. cells.Keys.Select(name => name.Layer).Distinct().Order().Select(layer => new PicturedLayer(
                layer, [.. kinds.Select(kind => cells.GetValueOrDefault(new SublayerName(layer, kind)))]))],
            Table = TableOf(cells, plan),
        };
    }

    private static PicturedSublayer Removed(int step, PlannedRemoval removal, PruningPlan plan)
    {
        string sign = step.ToString(CultureInfo.InvariantCulture);
        string distance = removal.Distance is { } number
            ? $", distance {Quantities.Distance(number)} {PlanText.Unit(plan.Settings.Metric)}"
            : "";
        return new PicturedSublayer(sign, $"Step {sign} removed {removal.Sublayer}{distance}");
    }

    private static string Describe(Dictionary<SublayerName, PicturedSublayer> cells, PruningPlan? plan)
    {
        int removed = cells.Values.Count(cell => cell.Sign is not null);
        string numbers = plan is { Removed.Count: > 0 } ? " The number is the step that removed the sublayer." : "";
        string marks = cells.Values.Any(cell => cell.Sign == Mark) ? $" {Mark} was removed before." : "";
        return removed == 0
            ? $"All {cells.Count} sublayers are there."
            : $"Bright cells are gone: {removed} of {cells.Count} sublayers.{numbers}{marks}";
    }

    private static ReportTable TableOf(Dictionary<SublayerName, PicturedSublayer> cells, PruningPlan? plan)
    {
        if (plan is not { Removed.Count: > 0 })
        {
            return new ReportTable("All sublayers", ["Sublayer", "Kind", "Status"], [.. cells.OrderBy(pair => pair.Key)
                .Select(pair => (string[])
                [
                    pair.Key.ToString(), KindNames.LabelOf(pair.Key.Kind), pair.Value.Sign is null ? "kept" : "removed",
                ])]);
        }

        string[] distances = Quantities.Distances([.. plan.Removed.Select(removal => removal.Distance)]);
        return new ReportTable(
            "Removed sublayers",
            [">Step", "Sublayer", "Kind", ">Distance"],
            [.. plan.Removed.Select((removal, index) => (string[])
            [
                (index + 1).ToString(CultureInfo.InvariantCulture),
                removal.Sublayer,
                KindNames.LabelOf(SublayerName.Parse(removal.Sublayer).Kind),
                distances[index],
            ])]);
    }
}
