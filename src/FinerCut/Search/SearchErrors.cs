using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Search;

/// <summary>The texts of errors about models that cannot be searched.</summary>
internal static class SearchErrors
{
    /// <param name="step">1-based step of the search.</param>
    public static DiagnosticException NoFiniteDistance(int step) => new(
        "FC2022", string.Create(CultureInfo.InvariantCulture, $"In step {step} of the search every candidate leads to "
            + $"logits that are not numbers, so nothing can be chosen. Remove fewer sublayers, or protect those that "
            + $"keep the numbers small (--protect)."));

    /// <param name="changes">Share of changed decisions, the mean over the steps.</param>
    /// <param name="samples">Size of the calibration set.</param>
    public static string Unstable(double changes, int samples) => string.Create(
        CultureInfo.InvariantCulture, $"The choice depends on the calibration text: on random halves of its {samples} "
            + $"samples {changes * 100:0} % of the decisions would have been others. Pass more text (--calibration) or "
            + $"more samples (--samples).");
}
