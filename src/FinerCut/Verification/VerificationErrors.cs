using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Verification;

/// <summary>The texts of errors about written models that are not what they should be.</summary>
internal static class VerificationErrors
{
    public static DiagnosticException Differs(string what, double difference, double tolerance) => new(
        "FC6001", string.Create(CultureInfo.InvariantCulture, $"The pruned model on disk does not compute what the source computes without the removed sublayers: {what} differs by {difference:g3}, more than {tolerance:g3}. Nothing was kept. Please report this with the name of the exporter; finercut inspect shows what was recognised."));

    public static DiagnosticException Interface(string finding) => new(
        "FC6002", $"The pruned model on disk has another interface than expected: {finding}. Nothing was kept. Please report this with the name of the exporter.");

    public static DiagnosticException SourceNotFinite(string path) => new(
        "FC6003", $"Without the removed sublayers '{path}' has logits that are not numbers, so the pruned model is of no use. Nothing was kept. Remove other sublayers, or export the model in another precision: half precision may overflow.");
}
