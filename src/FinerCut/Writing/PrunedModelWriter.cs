using FinerCut.Companions;
using FinerCut.Configurations;
using FinerCut.Decoders;
using FinerCut.Folders;
using FinerCut.ModelCards;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;
using FinerCut.Reports;
using FinerCut.Surgery;

namespace FinerCut.Writing;

/// <summary>Carries a plan out on a model and writes a folder that can be deployed as it is.</summary>
internal static class PrunedModelWriter
{
    private const string WithGaps = "The caches keep their numbers, with gaps. ONNX Runtime, ONNX Runtime GenAI 0.15 "
        + "and transformers.js 4.3 take that; clients that count caches from 0 do not.";

    /// <summary>Edits the model, which is of no use afterwards, and writes graph, weights, configuration, tokenizer
    /// files and plan.</summary>
    /// <param name="map">The model.</param>
    /// <param name="plan">What to remove.</param>
    /// <param name="companions">What goes along.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="cancellation">Looked at while weights are copied.</param>
    /// <returns>The written graph and what its user has to know.</returns>
    public static WrittenModel Write(DecoderMap map, PruningPlan plan, CompanionSet companions, OutputFolder output,
        CancellationToken cancellation)
    {
        List<SublayerName> removed = [.. plan.Removed.Select(removal => SublayerName.Parse(removal.Sublayer))];
        List<Sublayer> kept = [.. map.Sublayers.Where(sublayer => !removed.Contains(sublayer.Name))];
        bool keepsIndices = plan.Settings.KeepCacheIndices && map.Caches.Any();
        int step = CacheStep.FindStep(companions.Folder, map);
        LayerSelection layers = keepsIndices ? LayerSelection.Everything
            : LayerSelection.SelectLayers(map.Sublayers, kept.Contains, step);
        bool losesCaches = map.Caches.Any() && kept.All(sublayer => sublayer.Caches.Count == 0);
        bool hasGaps = keepsIndices && map.Sublayers.Except(kept).Any(sublayer => sublayer.Caches.Count > 0);
        List<string> warnings = [];
        CardFacts facts = new(
            plan, companions.Folder.PublicName, [.. RemovedSublayers.Read(map.Model).Select(gone => gone.Name)]);
        Annotate(map, plan, removed, kept);
        SublayerRemoval.Apply(map, removed, keepsIndices, step);
        string graph = new ModelFolderWriter(companions, output).Write(map.Model, FitConfiguration, cancellation);
        if (losesCaches)
        {
            warnings.Add(WithoutCaches(map.Model.Graph));
        }
        else if (hasGaps)
        {
            warnings.Add(WithGaps);
        }

        if (LeftBehindFiles.Warning(companions.LeftBehind) is { } left)
        {
            warnings.Add(left);
        }

        if (AdapterWarnings.DescribeLoss(plan) is { } lost)
        {
            warnings.Add(lost);
        }

        return new WrittenModel(graph, warnings);

        void FitConfiguration(string written)
        {
            warnings.AddRange(
                removed.Count == 0 ? [] : ConfigurationEditor.EditConfigurations(output.Path, written, layers));
            File.WriteAllText(Path.Combine(output.Path, PruningPlan.FileName), PlanJson.Write(plan));
            if (ModelCardFile.Write(output.Path, facts) is { } warning)
            {
                warnings.Add(warning);
            }
        }
    }

    private static string WithoutCaches(Graph graph) =>
        $"No key-value cache is left: a token is computed from "
            + $"{string.Join(", ", graph.Inputs.Where(input => !input.IsUnused).Select(input => input.Name))} alone. "
        + "ONNX Runtime, ONNX Runtime GenAI 0.15 and transformers.js 4.3 take such a model; other clients may want a "
        + "cache.";

    /// <summary>The file tells by itself what was done to it.</summary>
    private static void Annotate(DecoderMap map, PruningPlan plan, List<SublayerName> removed, List<Sublayer> kept)
    {
        Model model = map.Model;
        IEnumerable<SublayerReport> gone = RemovedSublayers.Read(model).Concat(map.Sublayers
            .Where(sublayer => removed.Contains(sublayer.Name))
            .Select(sublayer => SublayerReport.Create(sublayer, isKept: false)));
        model.SetMetadata("finercut.version", ToolVersion.Text);
        model.SetMetadata(DecoderMap.SublayersKey, string.Join(',', kept.Select(sublayer => sublayer.Name)));
        RemovedSublayers.Write(model, gone);
        PlanMetadata.Write(model, plan);
    }
}
