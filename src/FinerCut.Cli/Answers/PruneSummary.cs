using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;
using FinerCut.Pruning;

namespace FinerCut.Cli.Answers;

/// <summary>The closing summary of <c>finercut prune</c>.</summary>
/// <param name="result">What was done.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class PruneSummary(PruneResult result, TextWriter writer, Terminal terminal)
{
    private readonly Ink _ink = new(terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        WriteSteps();
        WriteSizes();
        WriteFacts();
        WriteNext();
    }

    private void WriteSteps()
    {
        PruningPlan plan = result.Plan;
        string verb = result.Output is null ? "Would remove" : "Removed";
        writer.WriteLine(_ink.Bold($"{verb} {plan.Removed.Count} of {result.Dense.Sublayers} sublayers of {PlanText.Model(plan)}"));
        writer.WriteLine();
        StepTable.Write(plan, writer, terminal);
    }

    private void WriteSizes()
    {
        (ModelTotals dense, ModelTotals pruned) = (result.Dense, result.Pruned);
        AnswerTable table = new(terminal, "", ">Dense", ">Pruned", ">Gone");
        AddSize(table, "Sublayers", dense.Sublayers, pruned.Sublayers, Quantities.Count);
        AddSize(table, "Parameters", dense.Parameters, pruned.Parameters, Quantities.Count);
        AddSize(table, result.Output is null ? "Bytes on disk (estimate)" : "Bytes on disk", dense.Bytes, pruned.Bytes, Bytes);
        AddSize(table, "Multiply-adds per token", dense.MultiplyAddsPerToken, pruned.MultiplyAddsPerToken, Quantities.Count);
        AddSize(table, "KV cache per token", dense.KvCacheBytesPerToken, pruned.KvCacheBytesPerToken, Bytes);
        if (result.Plan.Latencies is { } latencies)
        {
            string[] removed = [.. result.Plan.Removed.Select(removal => removal.Sublayer)];
            AddSize(table, "Time of a token (estimate)", latencies.DecodeMillisecondsWithout([]), latencies.DecodeMillisecondsWithout(removed), Quantities.Milliseconds);
            AddSize(table, "Time of a row (estimate)", latencies.PrefillMillisecondsWithout([]), latencies.PrefillMillisecondsWithout(removed), Quantities.Milliseconds);
        }

        table.Write(writer);
        writer.WriteLine();
    }

    private void WriteFacts()
    {
        PruningPlan plan = result.Plan;
        if (PlanText.Distance(plan) is { } distance)
        {
            Fact("Distance", $"{distance} from the dense model");
        }

        if (plan.Calibration is { } calibration)
        {
            Fact("Calibration", PlanText.Calibration(calibration));
        }

        if (result is { DensePerplexity: { } before, PrunedPerplexity: { } after })
        {
            string change = $"{Quantities.Perplexity(before)} -> {Quantities.Perplexity(after)}";
            Fact("Perplexity", $"{change} on held-out text ({Quantities.Growth(before, after)})");
        }

        if (result.Verification is { } verification)
        {
            string difference = string.Create(
                CultureInfo.InvariantCulture,
                $"largest logit difference {verification.LargestDifference:0.0e+0} (allowed {verification.Tolerance:0.0e+0})");
            Fact("Verified", $"{verification.Rows} rows from disk, {difference}");
        }

        Fact("Written to", result.Output ?? "nowhere (dry run)");
        Fact("Time", $"{Quantities.Duration(result.Elapsed)}, peak memory {Quantities.Bytes(result.PeakMemoryBytes)}");
        writer.WriteLine();
    }

    private void WriteNext()
    {
        writer.WriteLine(_ink.Bold("Next"));
        if (result.Output is not { } output)
        {
            writer.WriteLine("  Run the same command without --dry-run to write the model.");
            return;
        }

        writer.WriteLine($"  finercut inspect \"{output}\"");
        writer.WriteLine("  Load the folder in place of the original: files, inputs and outputs are the");
        writer.WriteLine("  same, with fewer past_key_values.");
    }

    private void Fact(string name, string text) => writer.WriteLine($"{name,-12}{text}");

    private static string Bytes(double bytes) => Quantities.Bytes((long)bytes);

    private static void AddSize(AnswerTable table, string name, double dense, double pruned, Func<double, string> format) =>
        table.Add(name, format(dense), format(pruned), Quantities.Gone(dense, pruned));
}
