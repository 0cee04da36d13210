using System.Text.Json.Serialization;

namespace FinerCut.Plans;

/// <summary>The versions that made a plan.</summary>
/// <param name="FinerCut">Version of this tool.</param>
/// <param name="OnnxRuntime">Version of ONNX Runtime, null where no session ran.</param>
public sealed record PlanVersions(
    [property: JsonPropertyName("finercut")] string FinerCut,
    [property: JsonPropertyName("onnxruntime")] string? OnnxRuntime);
