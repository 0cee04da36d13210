using FinerCut.Cli.Consoles;
using FinerCut.Commands.Prune;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The closing summary of <c>finercut prune --until</c>, which writes a plan alone.</summary>
/// <param name="result">What was done.</param>
/// <param name="model">The model as it was named.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class OrderSummary(PruneResult result, string model, TextWriter writer, Terminal terminal)
{
    private readonly AnswerLines _lines = new(writer, terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        PruningPlan plan = result.Plan;
        _lines.Title($"Order of {plan.Removed.Count} of {result.Dense.Sublayers} sublayers of {PlanText.Model(plan)}");
        _lines.Gap();
        LayerMap.Of(plan, terminal).Write(_lines);
        OrderCurve.Write(plan, _lines, terminal);
        StepTable.Write(plan, writer, terminal);
        _lines.Fact("Calibration", PlanText.Calibration(plan.Calibration!));
        _lines.Fact("Written to", result.Output ?? "nowhere (dry run)");
        _lines.Fact(
            "Time", $"{Quantities.Duration(result.Elapsed)}, peak memory {Quantities.Bytes(result.PeakMemoryBytes)}");
        _lines.Gap();
        _lines.Title("Next");
        if (result.Output is { } output)
        {
            _lines.Command($"finercut apply \"{output}\" \"{model}\" --ratio 0.25");
        }
        else
        {
            _lines.Paragraph("Run the same command without --dry-run to write the plan.");
        }
    }
}
