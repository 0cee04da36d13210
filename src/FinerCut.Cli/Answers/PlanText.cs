using System.Globalization;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>The words for what a plan holds.</summary>
internal static class PlanText
{
    /// <summary>The unit of a metric.</summary>
    /// <param name="metric">As the plan names it.</param>
    public static string Unit(string? metric) => metric switch
    {
        "angular" => "radians",
        "norm" => "per sample",
        _ => "nats per token",
    };

    /// <summary>The calibration set in a few words.</summary>
    public static string Calibration(PlanCalibration calibration) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(calibration.Source == "built-in" ? "the built-in text" : calibration.Source)}, {calibration.Samples} x {calibration.SampleTokens} tokens");

    /// <summary>The work of a search in a few words.</summary>
    public static string Work(PlanWork work) => string.Create(
        CultureInfo.InvariantCulture,
        $"{work.Candidates} candidates scored in the work of {work.ForwardEquivalents:0.#} dense forward passes");

    /// <summary>The settings of a search in a few words.</summary>
    public static string Settings(PlanSettings settings)
    {
        List<string> parts = settings.Metric is { } metric ? [Amount(settings), $"metric {metric}"] : ["chosen by hand"];
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

    private static string Amount(PlanSettings settings) => settings.Ratio is { } ratio
        ? string.Create(CultureInfo.InvariantCulture, $"ratio {ratio}")
        : $"count {settings.Count}";
}
