using FinerCut.Onnx;

namespace FinerCut.Plans;

/// <summary>Every error that a plan can cause.</summary>
internal static class PlanErrors
{
    internal static DiagnosticException NotJson(string fileName, Exception cause) => new(
        "FC4051",
        $"'{fileName}' is not JSON: {cause.Message.ReplaceLineEndings(" ")} Take the file as finercut wrote it, or "
            + "search again.",
        cause);

    internal static DiagnosticException Damaged(string fileName, string fault, Exception? cause = null) => new(
        "FC4052",
        $"'{fileName}' is not a pruning plan: {fault.ReplaceLineEndings(" ")} Take the file as finercut wrote it, or "
            + "compare it with docs/plan.md.",
        cause);

    internal static DiagnosticException NewerFormat(string fileName, int format) => new(
        "FC4053",
        $"'{fileName}' is a plan of format {format}, and this finercut reads formats up to "
            + $"{PruningPlan.CurrentFormat}. Update finercut.");
}
