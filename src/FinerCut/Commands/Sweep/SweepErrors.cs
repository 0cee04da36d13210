using System.Globalization;
using FinerCut.Onnx;
using static FinerCut.Onnx.InvariantText;

namespace FinerCut.Commands.Sweep;

/// <summary>The texts of errors about sweeps, and of what a sweep leaves out.</summary>
internal static class SweepErrors
{
    private const string RatioExamples =
        "a range such as 0.05..0.5 or 5%..50%, with a step 0.05..0.5:0.1, or a list such as 0.1,0.25,0.4";

    public static DiagnosticException NoRatios(string text, string found) => new(
        "FC7201", $"--ratios '{text}' {found}. Give {RatioExamples}.");

    public static DiagnosticException TooManyRatios(string text, long found, int most) => new(
        "FC7202", Text($"--ratios '{text}' names {found} ratios, and a sweep takes at most {most}. Take a larger ")
            + "step.");

    public static DiagnosticException NoCondition(string text, string found) => new(
        "FC7203",
        $"--pick '{text}' is no condition: {found}. Write, in quotes, what is measured and the most that it may be: "
            + "\"perplexity<=1.1x\" of the dense model's, \"perplexity<=30\", \"distance<=0.2\", \"bytes<=0.8x\" or "
            + "\"bytes<=100MB\"; several with commas between.");

    /// <param name="condition">The condition.</param>
    /// <param name="smallest">The smallest ratio, with what it removes.</param>
    /// <param name="reached">What it reaches.</param>
    public static DiagnosticException NothingHolds(string condition, string smallest, string reached) => new(
        "FC7204",
        $"No ratio keeps {condition}: the smallest, {smallest}, reaches {reached}. No model is written. Allow more, "
            + "sweep smaller ratios (--ratios), or calibrate on text of your own kind (--calibration).");

    public static string TooSmall(IReadOnlyList<double> ratios, int sublayers) => Text(
        $"Left out {Join(ratios)}: of {sublayers} sublayers {(ratios.Count == 1 ? "that is" : "these are")} less than "
            + $"one.");

    public static string Repeated(IReadOnlyList<double> ratios) =>
        $"Left out {Join(ratios)}: a smaller ratio already removes as many sublayers.";

    public static string TooLarge(IReadOnlyList<double> ratios, int count, int sublayers) => Text(
        $"Left out {Join(ratios)}: only {count} of {sublayers} sublayers may go.");

    private static string Join(IReadOnlyList<double> ratios) => string.Join(
        ", ", ratios.Select(ratio => ratio.ToString(CultureInfo.InvariantCulture)));
}
