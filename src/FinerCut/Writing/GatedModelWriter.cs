using System.Text.Json;
using FinerCut.Companions;
using FinerCut.Decoders;
using FinerCut.Folders;
using FinerCut.Plans;
using FinerCut.Surgery;

namespace FinerCut.Writing;

/// <summary>Writes a model with gates into a folder that takes the place of the source.</summary>
internal static class GatedModelWriter
{
    /// <summary>Writes graph, weights, configuration, tokenizer files and the sheet.</summary>
    /// <param name="map">The model, which has its gates; its metadata are edited.</param>
    /// <param name="companions">What goes along.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="cancellation">Looked at while weights are copied.</param>
    /// <returns>Path of the written graph.</returns>
    public static string Write(DecoderMap map, CompanionSet companions, OutputFolder output,
        CancellationToken cancellation)
    {
        GateSheet sheet = new(ToolVersion.Text, companions.Folder.GraphPath, BranchGates.InputName,
            [.. map.Sublayers.Select(sublayer => sublayer.ToString())]);
        map.Model.SetMetadata("finercut.version", ToolVersion.Text);
        string text = JsonSerializer.Serialize(sheet, PlanJson.Options) + "\n";
        return new ModelFolderWriter(companions, output)
            .Write(map.Model, _ => File.WriteAllText(Path.Combine(output.Path, GateSheet.FileName), text),
            cancellation);
    }
}
