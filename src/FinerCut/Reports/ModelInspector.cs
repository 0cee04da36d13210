using FinerCut.Decoders;
using FinerCut.Folders;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;

namespace FinerCut.Reports;

/// <summary>Reads what <c>finercut inspect</c> shows.</summary>
public static class ModelInspector
{
    /// <summary>Metadata key of the plan in a pruned file.</summary>
    internal const string PlanKey = "finercut.plan";

    /// <summary>Describes a model without reading its weights.</summary>
    /// <param name="path">A <c>.onnx</c> file, or a folder that holds one.</param>
    /// <param name="isExplained">Whether to tell what was recognised and what was rejected, and why.</param>
    /// <returns>The report.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The file is missing, damaged, or holds no decoder.</exception>
    public static ModelReport Inspect(string path, bool isExplained = false)
    {
        ModelFolder folder = ModelFolder.Find(path);
        using Model model = Model.Open(folder.GraphPath);
        DecoderMap map = DecoderMap.Find(model);
        IReadOnlyList<SublayerReport> removed = RemovedSublayers.Read(model);
        PruningPlan? plan = model.FindMetadata(PlanKey) is { } json ? PlanJson.Read(json, $"{folder.GraphPath} ({PlanKey})") : null;
        List<SublayerReport> sublayers = [.. map.Sublayers.Select(sublayer => Describe(sublayer, isKept: true)).Concat(removed)
            .OrderBy(sublayer => SublayerName.Parse(sublayer.Name))];
        return new ModelReport
        {
            Model = folder.GraphPath,
            Architecture = folder.Architecture,
            Producer = $"{model.ProducerName} {model.ProducerVersion}".Trim(),
            Opsets = [.. model.OpsetImports.Select(opset => $"{(opset.Domain.Length == 0 ? "ai.onnx" : opset.Domain)} {opset.Version}")],
            Layers = sublayers.Max(sublayer => SublayerName.Parse(sublayer.Name).Layer) + 1,
            HiddenSize = folder.HiddenSize,
            VocabularySize = map.HasHead && map.Logits.Type?.Dimensions is [.., { Size: { } size }]
                ? size
                : folder.VocabularySize,
            Parameters = map.Parameters,
            Bytes = map.SizeInBytes,
            KvCacheBytesPerToken = map.Caches.Sum(cache => cache.BytesPerToken),
            Sublayers = sublayers,
            NotUnderstood = map.NotUnderstood,
            Notes = ModelNotes.Of(map),
            Plan = plan,
            Explanation = isExplained ? ModelExplainer.Explain(map) : null,
        };
    }

    /// <summary>Reads the plan where one is given in the place of a model.</summary>
    /// <param name="path">Any path.</param>
    /// <returns>The plan; null where the path is no file with a plan.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4051 to FC4053: the plan is damaged, or of a newer
    /// format.</exception>
    public static PruningPlan? FindPlan(string path) =>
        File.Exists(path) && PlanFile.IsLike(path) ? PlanFile.Read(path) : null;

    internal static SublayerReport Describe(Sublayer sublayer, bool isKept) => new()
    {
        Name = sublayer.Name.ToString(),
        Kind = sublayer.Kind.ToString().ToLowerInvariant(),
        Parameters = sublayer.Parameters,
        Bytes = sublayer.SizeInBytes,
        KvCacheBytesPerToken = sublayer.CacheBytesPerToken,
        Status = isKept ? "kept" : "removed",
    };
}
