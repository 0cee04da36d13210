using FinerCut.Cli.Consoles;
using FinerCut.Plans;
using FinerCut.Pruning;

namespace FinerCut.Cli.Answers;

/// <summary>The closing summary of <c>finercut prune --until</c>, which writes a plan alone.</summary>
/// <param name="result">What was done.</param>
/// <param name="model">The model as it was named.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class OrderSummary(PruneResult result, string model, TextWriter writer, Terminal terminal)
{
    private readonly Ink _ink = new(terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        PruningPlan plan = result.Plan;
        writer.WriteLine(_ink.Bold($"Order of {plan.Removed.Count} of {result.Dense.Sublayers} sublayers of {PlanText.Model(plan)}"));
        writer.WriteLine();
        StepTable.Write(plan, writer, terminal);
        Fact("Calibration", PlanText.Calibration(plan.Calibration!));
        Fact("Written to", result.Output ?? "nowhere (dry run)");
        Fact("Time", $"{Quantities.Duration(result.Elapsed)}, peak memory {Quantities.Bytes(result.PeakMemoryBytes)}");
        writer.WriteLine();
        writer.WriteLine(_ink.Bold("Next"));
        writer.WriteLine(result.Output is { } output
            ? $"  finercut apply \"{output}\" \"{model}\" --ratio 0.25"
            : "  Run the same command without --dry-run to write the plan.");
    }

    private void Fact(string name, string text) => writer.WriteLine($"{name,-12}{text}");
}
