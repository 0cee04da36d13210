using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Commands.Compare;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The tables of <c>finercut compare</c>.</summary>
/// <param name="result">What was found.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class CompareSummary(CompareResult result, TextWriter writer, Terminal terminal)
{
    private const int CalibrationColumn = 5;
    private const int ProtocolColumn = 5;

    // What step and gap take, and what the two columns of a plan take in the table of steps.
    private const int StepWidth = 6;
    private const int PlanWidth = 23;
    private const int WidestTable = 160;

    private readonly AnswerLines _lines = new(writer, terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        _lines.Title(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Plans.Count} plans for a model of {result.Sublayers.Count} sublayers"));
        _lines.Gap();
        WritePlans();
        _lines.Gap();
        WritePairs();
        _lines.Gap();
        WritePerplexities();
        int count = Math.Max(1, (Math.Min(WidestTable, terminal.Width) - StepWidth) / PlanWidth);
        foreach (int[] plans in Enumerable.Range(0, result.Plans.Count).Chunk(count))
        {
            WriteSteps(plans);
            _lines.Gap();
        }

        _lines.LongFact("By all", Join(result.RemovedByAll));
        foreach ((int index, ComparedPlan plan) in result.Plans.Index())
        {
            _lines.LongFact($"Only by {LetterOf(index)}", Join(plan.OnlyHere));
        }
    }

    private void WritePlans()
    {
        IReadOnlyList<string> names = ModelNames.ListNames([.. result.Plans.Select(plan => plan.Path)]);
        AnswerTable table = new(terminal, "", "Plan", ">Removed", ">Distance", "Metric", "Calibration")
        {
            Optional = CalibrationColumn,
        };
        foreach ((int index, ComparedPlan plan) in result.Plans.Index())
        {
            table.Add(
                LetterOf(index),
                names[index],
                Number(plan.Plan.Removed.Count),
                Quantities.Distance(plan.Plan.Removed is [.., var last] ? last.Distance : null),
                plan.Plan.Settings.Metric ?? "-",
                plan.Plan.Calibration is { } calibration ? Describe(calibration) : "-");
        }

        table.Write(writer);
    }

    private void WritePairs()
    {
        AnswerTable table = new(terminal, "Pair", ">Shared", ">Jaccard", ">Same start", ">Order");
        foreach (PlanPair pair in result.Pairs)
        {
            table.Add(
                $"{LetterOf(pair.First)}, {LetterOf(pair.Second)}",
                Number(pair.Shared),
                pair.Jaccard.ToString("F2", CultureInfo.InvariantCulture),
                Number(pair.SameStart),
                pair.Order?.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) ?? "-");
        }

        table.Write(writer);
    }

    private void WritePerplexities()
    {
        if (result.Plans.All(plan => plan.Plan.Perplexities is null))
        {
            return;
        }

        PerplexityFigures figures = new(_lines.PlusMinus);
        AnswerTable table = new(terminal, "", "Perplexity on", ">Dense", ">Pruned", ">To dense", "Protocol")
        {
            Optional = ProtocolColumn,
        };
        foreach ((int index, ComparedPlan plan) in result.Plans.Index())
        {
            if (plan.Plan.Perplexities is not { Count: > 0 } perplexities)
            {
                table.Add(LetterOf(index), "-", "-", "-", "-", "-");
                continue;
            }

            foreach (PlanPerplexity found in perplexities)
            {
                string protocol = string.Create(
                    CultureInfo.InvariantCulture, $"{found.Protocol}, {found.Windows} x {found.WindowTokens}");
                table.Add(
                    LetterOf(index), found.Text, figures.Dense(found), figures.Pruned(found), figures.Ratio(found),
                    protocol);
            }
        }

        table.Write(writer);
        _lines.Gap();
    }

    private void WriteSteps(int[] plans)
    {
        string[] headers = [">Step", .. plans.SelectMany(plan => (string[])[LetterOf(plan), ">Distance"])];
        AnswerTable table = new(terminal, headers);
        string[][] distances = [.. plans.Select(plan =>
            Quantities.Distances([.. result.Plans[plan].Plan.Removed.Select(removal => removal.Distance)]))];
        int steps = plans.Max(plan => result.Plans[plan].Plan.Removed.Count);
        for (int step = 0; step < steps; step++)
        {
            table.Add(
            [
                Number(step + 1),
                .. plans.SelectMany((plan, column) => CellsOf(plan, step, distances[column])),
            ]);
        }

        table.Write(writer);
    }

    private string[] CellsOf(int plan, int step, string[] distances) =>
        result.Plans[plan].Plan.Removed.ElementAtOrDefault(step) is { } removal
            ? [removal.Sublayer, distances[step]]
            : ["", ""];

    private static string Describe(PlanCalibration calibration) => string.Create(
        CultureInfo.InvariantCulture, $"{calibration.Source}, {calibration.Samples} x {calibration.SampleTokens}");

    private static string Join(IReadOnlyList<string> names) => names.Count == 0 ? "-" : string.Join(", ", names);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A to Z, then AA and on.</summary>
    private static string LetterOf(int index) =>
        (index < 26 ? "" : LetterOf((index / 26) - 1)) + (char)('A' + (index % 26));
}
