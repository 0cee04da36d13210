using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Search.Evaluation;

/// <summary>The texts of errors about models that candidates cannot be compared with.</summary>
internal static class CandidateErrors
{
    /// <param name="sample">0-based sample of the calibration set.</param>
    public static DiagnosticException DenseNotFinite(int sample) => new(
        "FC2021", string.Create(CultureInfo.InvariantCulture, $"The model as given has logits that are not numbers for "
            + $"sample {sample + 1} of the calibration set, so nothing can be compared with them. Half precision may "
            + $"overflow: export the model in another precision, and check that it writes sensible text."));
}
