using System.Text.Json;
using FinerCut.Decoders;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Plans;
using FinerCut.Pruning;
using FinerCut.Surgery;

namespace FinerCut.Gating;

/// <summary>Writes a model with gates into a folder that takes the place of the source.</summary>
internal static class GatedModelWriter
{
    /// <summary>Writes graph, weights, configuration, tokenizer files and the sheet.</summary>
    /// <param name="map">The model, which has its gates; its metadata are edited.</param>
    /// <param name="source">Where the files beside the graph are.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="cancellation">Looked at while weights are copied.</param>
    /// <returns>Path of the written graph.</returns>
    public static string Write(DecoderMap map, ModelFolder source, OutputFolder output, CancellationToken cancellation)
    {
        GateSheet sheet = new(ToolVersion.Text, source.GraphPath, BranchGates.InputName, [.. map.Sublayers.Select(sublayer => sublayer.ToString())]);
        map.Model.SetMetadata("finercut.version", ToolVersion.Text);
        string graph = Path.Combine(output.Path, source.GraphName);
        DiskErrors.Wrap(
            () =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(graph)!);
                CompanionFiles.Copy(source, output.Path, cancellation);
                ModelWriter.Write(map.Model, Path.GetDirectoryName(graph)!, Path.GetFileName(graph), cancellation);
                File.WriteAllText(Path.Combine(output.Path, GateSheet.FileName), JsonSerializer.Serialize(sheet, PlanJson.Options) + "\n");
            },
            "Writing the model",
            Path.GetDirectoryName(output.Target)!,
            bytesNeeded: null);
        return graph;
    }
}
