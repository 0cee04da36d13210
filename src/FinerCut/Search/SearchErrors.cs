using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Search;

/// <summary>The texts of errors about models that cannot be searched.</summary>
internal static class SearchErrors
{
    /// <param name="row">0-based row of the calibration set.</param>
    public static DiagnosticException DenseNotFinite(int row) => new(
        "FC2021", string.Create(CultureInfo.InvariantCulture, $"The model as given has logits that are not numbers for sample {row + 1} of the calibration set, so nothing can be compared with them. Half precision may overflow: export the model in another precision, and check that it writes sensible text."));
}
