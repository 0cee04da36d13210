using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Calibration;

/// <summary>The texts about samples that the model cannot read.</summary>
internal static class SampleErrors
{
    public static DiagnosticException LongerThanContext(int sampleTokens, long contextLength) => new(
        "FC4029",
        string.Create(
            CultureInfo.InvariantCulture,
            $"A sample of {sampleTokens} tokens is longer than the {contextLength} positions that the model knows. ")
            + string.Create(CultureInfo.InvariantCulture, $"Pass --sample-tokens {contextLength} or less."));

    public static DiagnosticException FixedSamples(int sampleTokens, int length) => new(
        "FC2053",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Samples of {sampleTokens} tokens were asked for, but every call of the graph has exactly {length}. ")
            + string.Create(CultureInfo.InvariantCulture, $"Pass --sample-tokens {length}, or leave it out."));

    public static string ShorterSamples(int found, int wanted) => string.Create(
        CultureInfo.InvariantCulture,
        $"The samples have {found} tokens instead of {wanted}: the model reads no longer ones.");
}
