using System.Text.Json;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;

namespace FinerCut.Reports;

/// <summary>What a pruned file tells about the sublayers that it no longer has.</summary>
internal static class RemovedSublayers
{
    private const string Key = "finercut.removed";

    /// <summary>The rows that were written; none for a dense model or where they are damaged.</summary>
    public static IReadOnlyList<SublayerReport> Read(Model model)
    {
        try
        {
            return model.FindMetadata(Key) is { } json
                ? JsonSerializer.Deserialize<List<SublayerReport>>(json, PlanJson.Options) ?? []
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static void Write(Model model, IEnumerable<SublayerReport> removed) =>
        model.SetMetadata(Key, JsonSerializer.Serialize(removed.ToList(), PlanJson.Options));
}
