using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Commands.Sweep;
using FinerCut.Evaluation;
using FinerCut.Onnx;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut sweep</c> prints for people: curve, tables, and what to do next.</summary>
/// <param name="result">What was found.</param>
/// <param name="model">The model as it was named.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class SweepSummary(SweepResult result, string model, TextWriter writer, Terminal terminal)
{
    private readonly AnswerLines _lines = new(writer, terminal);
    private readonly SweepTables _tables = new(result, writer, terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        int planned = result.Plan.Removed.Count;
        string ratios = result.Points.Count == 1 ? "1 ratio" : Text($"{result.Points.Count} ratios");
        _lines.Title(Text($"Sweep of {PlanText.Model(result.Plan)}: {ratios}, up to {planned} of ")
            + Text($"{result.Dense.Sublayers} sublayers"));
        _lines.Gap();
        IReadOnlyList<PlanPerplexity> texts = result.Points[0].Perplexities;
        if (texts.Count == 0)
        {
            WriteDistances();
        }

        foreach ((int index, PlanPerplexity text) in texts.Index())
        {
            WriteText(index, text);
        }

        _tables.WriteSavings();
        _lines.Note(Text($"Saved are bytes on disk (an estimate), key-value cache per token, and multiply-adds of a "
            + $"token whose attention reads {result.SampleLength} tokens."));
        _lines.Gap();
        WriteFacts();
        WriteNext();
    }

    private static string Text(InvariantText text) => text.ToString();

    private void WriteText(int index, PlanPerplexity text)
    {
        _lines.Title($"Perplexity on {PlanText.Source(text.Text)} as a multiple of the dense one");
        _lines.Gap();
        new ColumnChart(
            [.. result.Points.Select(point => new ChartColumn(
                SweepTables.Percent(point.Ratio, ""), point.Perplexities[index].Ratio))],
            terminal)
        {
            Format = value => Quantities.Factor(value) + "x",
            Foot = 1,
            IsLogarithmic = true,
            Limit = PerplexityLimit.Warning,
        }.Write(_lines);
        _lines.Gap();
        _tables.WriteQuality(index);
        _lines.Note(Text($"Perplexity by {text.Protocol}: {text.Windows} x {text.WindowTokens} tokens, {text.Tokens} ")
            + $"predicted. Distance: {result.Plan.Settings.Metric}. Errors are standard errors, those of 'To dense' "
            + "paired.");
        if (text.IsDenseLost)
        {
            _lines.Line(_lines.Ink.Yellow("The dense model is lost on this text: a guess by how often each token "
                + $"occurs has {Quantities.Perplexity(text.Guess)}. Pass --text with text that it was made for."));
        }

        _lines.Gap();
    }

    private void WriteDistances()
    {
        _lines.Title($"Distance from the dense model ({result.Plan.Settings.Metric})");
        _lines.Gap();
        new ColumnChart(
            [.. result.Points.Select(point => new ChartColumn(SweepTables.Percent(point.Ratio, ""), point.Distance))],
            terminal)
        { Format = value => value == 0 ? "0" : Quantities.Distance(value) }.Write(_lines);
        _lines.Gap();
        _tables.WriteQuality(null);
        _lines.Note("Perplexity was not measured.");
        _lines.Gap();
    }

    private void WriteFacts()
    {
        if (result.Points[0].Perplexities.Count > 0)
        {
            string limit = PerplexityLimit.Warning.ToString(CultureInfo.InvariantCulture) + "x";
            _lines.Fact("Within", WithinLimit() is { } point
                ? $"{limit} on every text up to {Describe(point)}"
                : $"{limit} is no ratio: the model may no longer write what you need");
        }

        if (result.Condition is { } condition)
        {
            _lines.Fact("Picked", result.Picked is { } picked
                ? $"{Describe(picked)}, the largest ratio with {condition.Text}"
                : $"nothing: no ratio keeps {condition.Text}");
        }

        _lines.Fact("Calibration", PlanText.Calibration(result.Plan.Calibration!));
        _lines.Fact("Plan", result.PlanFile ?? "not written (dry run)");
        if (result.Condition is not null)
        {
            _lines.Fact("Model", result.Written?.Output ?? "not written");
        }

        _lines.Fact(
            "Time", $"{Quantities.Duration(result.Elapsed)}, peak memory {Quantities.Bytes(result.PeakMemoryBytes)}");
        _lines.Gap();
    }

    private void WriteNext()
    {
        _lines.Title("Next");
        if (result.PlanFile is not { } plan)
        {
            _lines.Paragraph("Run the same command without --dry-run to write the plan.");
        }
        else if (result.Written?.Output is { } output)
        {
            _lines.Command($"finercut generate \"{output}\" \"Once upon a time\"");
            _lines.Command($"finercut eval \"{output}\" --against \"{model}\"");
            _lines.Command($"finercut inspect \"{output}\"");
        }
        else
        {
            double ratio = (WithinLimit() ?? result.Points[0]).Ratio;
            _lines.Command(Text($"finercut apply \"{plan}\" \"{model}\" --ratio {ratio}"));
        }
    }

    private SweepPoint? WithinLimit() => result.Points.TakeWhile(point => point.Perplexities.All(
        perplexity => perplexity.Ratio <= PerplexityLimit.Warning)).LastOrDefault();

    private string Describe(SweepPoint point) => Text(
        $"{SweepTables.Percent(point.Ratio)} ({point.Count} of {result.Dense.Sublayers} sublayers)");
}
