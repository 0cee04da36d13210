using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;

namespace FinerCut.Tests;

/// <summary>Writes pruned copies of models without search.</summary>
internal static class PrunedCopies
{
    /// <summary>Removes sublayers for good and writes graph, weights and configuration.</summary>
    /// <returns>Path of the written graph.</returns>
    public static string Write(string modelPath, IEnumerable<string> removed, string folder)
    {
        Directory.CreateDirectory(folder);
        using Model model = Model.Open(modelPath);
        DecoderMap map = DecoderMap.Find(model);
        HashSet<SublayerName> names = [.. removed.Select(SublayerName.Parse)];
        if (names.Count > 0)
        {
            model.SetMetadata(DecoderMap.SublayersKey, string.Join(
                ',', map.Sublayers.Select(sublayer => sublayer.Name).Where(sublayer => !names.Contains(sublayer))));
        }

        SublayerRemoval.Apply(map, names);
        string name = Path.GetFileName(modelPath);
        ModelWriter.Write(model, folder, name, CancellationToken.None);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(modelPath)!, "*config.json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        return Path.Combine(folder, name);
    }
}
