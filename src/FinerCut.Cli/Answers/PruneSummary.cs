using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The closing summary of <c>finercut prune</c>.</summary>
/// <param name="result">What was done.</param>
/// <param name="model">The model as it was named.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class PruneSummary(PruneResult result, string model, TextWriter writer, Terminal terminal)
{
    private readonly AnswerLines _lines = new(writer, terminal);

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
        _lines.Title($"{verb} {plan.Removed.Count} of {result.Dense.Sublayers} sublayers of {PlanText.Model(plan)}");
        _lines.Gap();
        LayerMap.Of(plan, terminal).Write(_lines);
        StepTable.Write(plan, writer, terminal);
    }

    private void WriteSizes()
    {
        (ModelTotals dense, ModelTotals pruned) = (result.Dense, result.Pruned);
        AnswerTable table = new(terminal, "", ">Dense", ">Pruned", ">Gone");
        AddSize(table, "Sublayers", dense.Sublayers, pruned.Sublayers, Quantities.Count);
        AddSize(table, "Parameters", dense.Parameters, pruned.Parameters, Quantities.Count);
        AddSize(
            table,
            result.Output is null ? "Bytes on disk (estimate)" : "Bytes on disk",
            dense.Bytes,
            pruned.Bytes,
            Bytes);
        AddSize(
            table,
            "Multiply-adds per token",
            dense.MultiplyAddsPerToken,
            pruned.MultiplyAddsPerToken,
            Quantities.Count);
        AddSize(table, "KV cache per token", dense.KvCacheBytesPerToken, pruned.KvCacheBytesPerToken, Bytes);
        if (result.Plan.Latencies is { } latencies)
        {
            string[] removed = [.. result.Plan.Removed.Select(removal => removal.Sublayer)];
            AddSize(
                table,
                "Time of a token (estimate)",
                latencies.DecodeMillisecondsWithout([]),
                latencies.DecodeMillisecondsWithout(removed),
                Quantities.Milliseconds);
            AddSize(
                table,
                "Time of a sample (estimate)",
                latencies.PrefillMillisecondsWithout([]),
                latencies.PrefillMillisecondsWithout(removed),
                Quantities.Milliseconds);
        }

        table.Write(writer);
        _lines.Note(string.Create(
            CultureInfo.InvariantCulture,
            $"Multiply-adds are those of a token whose attention reads {result.SampleLength} tokens."));
        _lines.Gap();
    }

    private void WriteFacts()
    {
        PruningPlan plan = result.Plan;
        if (PlanText.Distance(plan) is { } distance)
        {
            _lines.Fact("Distance", $"{distance} from the dense model{PlanText.BeforeHealing(plan)}");
        }

        if (plan.Calibration is { } calibration)
        {
            _lines.Fact("Calibration", PlanText.Calibration(calibration));
        }

        new HealingFacts(plan, _lines).Write();
        new PerplexityFacts(plan, _lines).Write();
        if (result.Verification is { } verification)
        {
            string difference = string.Create(
                CultureInfo.InvariantCulture,
                $"largest logit difference {verification.LargestDifference:0.0e+0} (allowed "
                    + $"{verification.Tolerance:0.0e+0})");
            _lines.Fact("Verified", $"{verification.Samples} samples from disk, {difference}");
        }

        _lines.Fact("Written to", result.Output ?? "nowhere (dry run)");
        _lines.Fact(
            "Time", $"{Quantities.Duration(result.Elapsed)}, peak memory {Quantities.Bytes(result.PeakMemoryBytes)}");
        _lines.Gap();
    }

    private void WriteNext()
    {
        _lines.Title("Next");
        if (result.Output is not { } output)
        {
            _lines.Paragraph("Run the same command without --dry-run to write the model.");
            return;
        }

        if (new PerplexityFacts(result.Plan, _lines).AreHigh)
        {
            string healing = result.Plan.Healing is null ? ", or heal the model (--heal)" : "";
            _lines.Paragraph("Perplexity rises far. Remove less, with a smaller --ratio or --count, or calibrate on "
                + $"text of your own kind (--calibration FILE){healing}. See for yourself what is lost:");
        }

        _lines.Command($"finercut generate \"{output}\" \"Once upon a time\"");
        _lines.Command($"finercut eval \"{output}\" --against \"{model}\"");
        _lines.Command($"finercut inspect \"{output}\"");
    }

    private static string Bytes(double bytes) => Quantities.Bytes((long)bytes);

    private static void AddSize(
        AnswerTable table, string name, double dense, double pruned, Func<double, string> format) =>
        table.Add(name, format(dense), format(pruned), Quantities.Gone(dense, pruned));
}
