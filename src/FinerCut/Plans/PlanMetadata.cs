using FinerCut.Onnx.Graphs;

namespace FinerCut.Plans;

/// <summary>The plan that a pruned file holds in its metadata.</summary>
internal static class PlanMetadata
{
    /// <summary>Metadata key of the plan.</summary>
    internal const string Key = "finercut.plan";

    /// <summary>The plan of a file.</summary>
    /// <returns>Null where the file has none.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4051 to FC4053: the plan is damaged, or of a newer
    /// format.</exception>
    public static PruningPlan? Find(Model model) =>
        model.FindMetadata(Key) is { } json ? PlanJson.Read(json, $"{model.Path} ({Key})") : null;

    /// <summary>Puts a plan into a file's metadata, in the place of an older one.</summary>
    public static void Write(Model model, PruningPlan plan) => model.SetMetadata(Key, PlanJson.Write(plan));
}
