using FinerCut.Cli.Answers;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Reports.Blocks;
using FinerCut.Evaluation;
using FinerCut.Plans;

namespace FinerCut.Cli.Reports;

/// <summary>The sections that tell of a plan.</summary>
/// <param name="plan">The plan.</param>
internal sealed class PlanSections(PruningPlan plan)
{
    /// <summary>Which sublayers go.</summary>
    public ReportSection Layers { get; } = new("layers", "Layers", [LayerPictures.Of(plan)]);

    /// <summary>How far the logits move.</summary>
    public ReportSection Distances => new("distance", "Distance", Present(DistanceCharts.Of(plan)));

    /// <summary>What each candidate would have cost.</summary>
    public ReportSection Candidates => new("candidates", "Candidates", Present(HeatMaps.Of(plan)));

    /// <summary>How well both models predict text.</summary>
    public ReportSection Perplexities => plan.Perplexities is { Count: > 0 } perplexities
        ? new("perplexity", "Perplexity", [.. Present(PerplexityCharts.Of(plan)), TableOf(perplexities)])
        : new("perplexity", "Perplexity", []);

    /// <summary>How the plan came about.</summary>
    public ReportSection Settings => new("settings", "Settings and hashes", [new FactList([.. Facts()])]);

    /// <summary>What to worry about.</summary>
    public IReadOnlyList<string> Warnings => [.. (plan.Perplexities ?? []).SelectMany(WarningsOf)];

    /// <summary>Main figures of the first text that perplexity was measured on.</summary>
    public IEnumerable<Headline> Headlines => (plan.Perplexities ?? []).Take(1).Select(perplexity => new Headline(
        "Perplexity",
        PerplexityCharts.Text(perplexity.Pruned, perplexity.PrunedStandardError),
        $"from {PerplexityCharts.Text(perplexity.Dense, perplexity.DenseStandardError)}"
            + (perplexity.Ratio is { } ratio ? $", {Factor(ratio, perplexity.RatioStandardError)}" : "")));

    private static IReadOnlyList<ReportBlock> Present(ReportBlock? block) => block is null ? [] : [block];

    /// <summary>A ratio of perplexities with its error.</summary>
    /// <param name="ratio">The ratio; null where it is no finite number.</param>
    /// <param name="error">Its standard error; null where nobody knows.</param>
    public static string Factor(double? ratio, double? error) => ratio is not { } value
        ? "-"
        : $"{Quantities.Factor(value)}x" + (error is { } size ? $"\u00a0±\u00a0{Quantities.Factor(size)}" : "");

    private static ReportTable TableOf(IReadOnlyList<PlanPerplexity> perplexities) => new(
        "Perplexity of both models",
        ["Text", "Protocol", ">Predicted tokens", ">Dense", ">Pruned", ">Ratio"],
        [.. perplexities.Select(perplexity => (string[])
        [
            PlanText.Source(perplexity.Text),
            FormattableString.Invariant(
                $"{perplexity.Protocol}, {perplexity.Windows} x {perplexity.WindowTokens} tokens"),
            FormattableString.Invariant($"{perplexity.Tokens}"),
            PerplexityCharts.Text(perplexity.Dense, perplexity.DenseStandardError),
            PerplexityCharts.Text(perplexity.Pruned, perplexity.PrunedStandardError),
            Factor(perplexity.Ratio, perplexity.RatioStandardError),
        ])]);

    private static IEnumerable<string> WarningsOf(PlanPerplexity perplexity)
    {
        string text = PlanText.Source(perplexity.Text);
        if (perplexity.IsDenseLost)
        {
            yield return $"The dense model is lost on {text}: a guess by how often each token occurs has the "
                + $"perplexity {Quantities.Perplexity(perplexity.Guess)}. Measure on text that the model "
                + "was made for (--text).";
        }

        if (!(perplexity.Ratio <= PerplexityLimit.Warning))
        {
            yield return FormattableString.Invariant(
                $"On {text} perplexity rises by more than {PerplexityLimit.Warning}x: the pruned model may no longer ")
                + "write what you need. Remove less, calibrate on text of your own kind (--calibration), or heal the "
                + "model (--heal).";
        }
    }

    private IEnumerable<Fact> Facts()
    {
        yield return new Fact("Model", PlanText.Model(plan));
        yield return new Fact("Settings", PlanText.Settings(plan.Settings));
        if (plan.Settings.Search is { } search)
        {
            yield return new Fact("Search", search);
        }

        if (plan.Calibration is { } calibration)
        {
            yield return new Fact("Calibration", PlanText.Calibration(calibration));
            yield return new Fact("Token ids, SHA-256", calibration.TokensSha256);
            yield return new Fact("Work", PlanText.Work(plan.Work));
        }

        if (plan.Healing is { } healing)
        {
            yield return new Fact("Healing", $"{PlanText.Healing(healing)}, on {PlanText.HealingSource(healing)}");
            yield return new Fact("Token ids of the healing, SHA-256", healing.TokensSha256);
        }

        foreach (PlanSourceFile file in plan.Source.Files)
        {
            yield return new Fact($"{file.Name}, SHA-256", $"{file.Sha256} ({Quantities.Bytes(file.Bytes)})");
        }

        foreach (PlanPerplexity perplexity in plan.Perplexities ?? [])
        {
            yield return new Fact($"Tokens of {PlanText.Source(perplexity.Text)}, SHA-256", perplexity.TokensSha256);
        }

        string runtime = plan.Versions.OnnxRuntime is { } version ? $", ONNX Runtime {version}" : "";
        yield return new Fact("Made by", $"finercut {plan.Versions.FinerCut}{runtime}");
    }
}
