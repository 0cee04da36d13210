using FinerCut.Decoders;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Reports;

namespace FinerCut.Commands.Inspect;

/// <summary>Reads what <c>finercut inspect</c> shows.</summary>
public static class InspectRun
{
    /// <summary>Describes a model without reading its weights.</summary>
    /// <param name="options">What to describe.</param>
    /// <returns>The report.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The file is missing, damaged, or holds no
    /// decoder.</exception>
    public static ModelReport Execute(InspectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ModelFolder folder = ModelFolder.Find(options.Model);
        using Model model = Model.Open(folder.GraphPath);
        DecoderMap map = DecoderMap.Find(model);
        IReadOnlyList<SublayerReport> removed = RemovedSublayers.Read(model);
        IEnumerable<SublayerReport> kept =
            map.Sublayers.Select(sublayer => SublayerReport.Create(sublayer, isKept: true));
        PruningPlan? plan = PlanMetadata.Find(model);
        SublayerHistory? history = plan is null ? null : new SublayerHistory(plan);
        List<SublayerReport> sublayers =
        [
            .. kept.Concat(removed).OrderBy(sublayer => SublayerName.Parse(sublayer.Name))
                .Select(sublayer => history?.AddTo(sublayer) ?? sublayer),
        ];
        return new ModelReport
        {
            Model = folder.GraphPath,
            Architecture = folder.Architecture,
            Producer = $"{model.ProducerName} {model.ProducerVersion}".Trim(),
            Opsets = [.. model.OpsetImports
                .Select(opset => $"{(opset.Domain.Length == 0 ? "ai.onnx" : opset.Domain)} {opset.Version}")],
            Layers = sublayers.Max(sublayer => SublayerName.Parse(sublayer.Name).Layer) + 1,
            HiddenSize = folder.HiddenSize,
            VocabularySize = Folders.VocabularySize.Declared(map, folder),
            Parameters = map.Parameters,
            Bytes = map.SizeInBytes,
            KvCacheBytesPerToken = map.Caches.Sum(cache => cache.BytesPerToken),
            Sublayers = sublayers,
            NotUnderstood = map.NotUnderstood,
            Notes = ModelNotes.ListNotes(map),
            Plan = plan,
            Explanation = options.IsExplained ? ModelExplainer.Explain(map) : null,
        };
    }

    /// <summary>Reads the plan where one is given in the place of a model.</summary>
    /// <param name="path">Any path.</param>
    /// <returns>The plan; null where the path is no file with a plan.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4051 to FC4053: the plan is damaged, or of a newer
    /// format.</exception>
    public static PruningPlan? FindPlan(string path) =>
        File.Exists(path) && PlanFile.IsLike(path) ? PlanFile.Read(path) : null;
}
