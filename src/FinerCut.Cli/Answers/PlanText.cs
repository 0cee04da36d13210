using System.Globalization;
using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The words for what a plan holds.</summary>
internal static class PlanText
{
    /// <summary>The model in two words, such as <c>a llama model</c>.</summary>
    public static string Model(PruningPlan plan) =>
        plan.Source.Architecture == "unknown" ? "a model" : $"a {plan.Source.Architecture} model";

    /// <summary>How far the pruned model is from the dense one, with its unit; null where nothing was
    /// measured.</summary>
    /// <param name="plan">The plan.</param>
    public static string? Distance(PruningPlan plan) => plan.Removed is [.., { Distance: { } distance }]
        ? $"{Quantities.Distance(distance)} {Unit(plan.Settings.Metric)} ({plan.Settings.Metric})"
        : null;

    /// <summary>What to add to a distance, which the search measured before weights changed.</summary>
    /// <param name="plan">The plan.</param>
    public static string BeforeHealing(PruningPlan plan) =>
        plan.Healing is { Weights.Count: > 0 } ? ", before healing" : "";

    /// <summary>The calibration set in a few words.</summary>
    public static string Calibration(PlanCalibration calibration)
    {
        string source = Source(calibration.Source);
        string most = calibration.Packing == "documents" ? "documents of up to" : "x";
        string seed = calibration.Seed is { } number
            ? string.Create(CultureInfo.InvariantCulture, $", seed {number}")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{source}, {calibration.Samples} {most} {calibration.SampleTokens} tokens{seed}");
    }

    /// <summary>Where a text comes from, in a few words.</summary>
    /// <param name="source">The word of a plan.</param>
    public static string Source(string source) => source switch
    {
        "built-in" => "the built-in text",
        "stdin" => "standard input",
        "self" => "written by the model itself",
        "random" => "random words",
        _ => source,
    };

    /// <summary>What healing did, in a few words.</summary>
    public static string Healing(PlanHealing healing)
    {
        string before = Divergence(healing.DivergenceBefore);
        return healing.Weights.Count == 0
            ? $"no weight changed: nothing came nearer to the dense model than {before} nats per token"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{healing.Weights.Count} {(healing.Weights.Count == 1 ? "weight" : "weights")} refitted, divergence ")
                + $"{before} -> {Divergence(healing.DivergenceAfter)} nats per token";
    }

    /// <summary>What healing read, in a few words.</summary>
    public static string HealingSource(PlanHealing healing) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Source(healing.Source)}, {healing.Samples} x {healing.SampleTokens} tokens, ")
        + string.Create(CultureInfo.InvariantCulture, $"{healing.HeldOutTokens} of them held out to judge by");

    /// <summary>The work of a search in a few words.</summary>
    public static string Work(PlanWork work) => string.Create(
        CultureInfo.InvariantCulture,
        $"{work.Candidates} candidates scored in the work of {work.ForwardEquivalents:0.#} dense forward passes");

    /// <summary>The settings of a search in a few words.</summary>
    public static string Settings(PlanSettings settings)
    {
        List<string> parts = settings.Metric is { } metric
            ? [Amount(settings), $"metric {metric}"]
            : ["chosen by hand"];
        if (settings.Only is { } only)
        {
            parts.Add($"only {only}");
        }

        if (settings.Protect.Count > 0)
        {
            parts.Add($"protect {string.Join(',', settings.Protect)}");
        }

        parts.Add(settings.Threads == 1 ? "1 thread" : $"{settings.Threads} threads");
        parts.Add(settings.Provider);
        return string.Join(", ", parts);
    }

    /// <summary>The unit of a metric.</summary>
    /// <param name="metric">Its name.</param>
    public static string Unit(string? metric) => metric switch
    {
        "angular" => "radians",
        "norm" => "per sample",
        _ => "nats per token",
    };

    private static string Divergence(double? divergence) =>
        divergence is { } value ? Quantities.Distance(value) : "beyond all numbers";

    private static string Amount(PlanSettings settings) => settings switch
    {
        { Ratio: { } ratio } => string.Create(CultureInfo.InvariantCulture, $"ratio {ratio}"),
        { Budget: { } budget } => $"{budget.Unit} {budget.Amount}",
        _ => $"count {settings.Count}",
    };
}
