using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Verification;

/// <summary>The texts of errors about written models that are not what they should be.</summary>
internal static class VerificationErrors
{
    public static DiagnosticException Differs(string what, double difference, double tolerance) => new(
        "FC6001", string.Create(CultureInfo.InvariantCulture, $"The pruned model on disk does not compute what the "
            + $"source computes without the removed sublayers: {what} differs by {difference:g3}, more than "
            + $"{tolerance:g3}. Nothing was kept. Please report this with the name of the exporter; finercut inspect "
            + $"shows what was recognised."));

    public static DiagnosticException Interface(string finding) => new(
        "FC6002", $"The written model on disk has another interface than expected: {finding}. Nothing was kept. Please "
            + "report this with the name of the exporter.");

    public static DiagnosticException NoSteps(int steps) => new(
        "FC4077", string.Create(
            CultureInfo.InvariantCulture,
            $"--steps {steps} leaves no token to read with caches; it must be at least 1, such as --steps 8."));

    public static DiagnosticException Folder(Finding finding) => new(
        "FC6006", $"The written folder is not what it should be, by its {finding.Check}: {finding.Detail}. Nothing was "
            + "kept. Please report this with the name of the exporter.");

    public static DiagnosticException GateDiffers(string what, double difference, double tolerance) => new(
        "FC6004", string.Create(CultureInfo.InvariantCulture, $"The gated model on disk does not compute what its "
            + $"source computes: {what} differ by {difference:g3}, more than {tolerance:g3}. Nothing was kept. Please "
            + $"report this with the name of the exporter; finercut inspect shows what was recognised."));

    public static DiagnosticException GateSourceNotFinite(string path) => new(
        "FC6005", $"'{path}' has logits that are not numbers for a sample of arbitrary token ids, so nothing can be "
            + "compared with it. Nothing was kept. Check that the model writes sensible text, or export it in another "
            + "precision: half precision may overflow.");

    public static DiagnosticException SourceNotFinite(string path) => new(
        "FC6003", $"Without the removed sublayers '{path}' has logits that are not numbers, so the pruned model is of "
            + "no use. Nothing was kept. Remove other sublayers, or export the model in another precision: half "
            + "precision may overflow.");
}
