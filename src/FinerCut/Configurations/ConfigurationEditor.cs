using FinerCut.Decoders;
using FinerCut.Folders;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;

namespace FinerCut.Configurations;

/// <summary>Makes the configuration files fit the pruned graph by the smallest edits: what does not change stays byte
/// for byte.</summary>
internal static class ConfigurationEditor
{
    /// <summary>Names of the files that are edited.</summary>
    internal static readonly IReadOnlyList<string> FileNames =
        [ModelConfiguration.FileName, ModelConfiguration.GenAiFileName, ModelConfiguration.GenerationFileName];

    private const string Decoder = "decoder";

    /// <summary>Edits the configuration files of a written folder, its subfolders included.</summary>
    /// <param name="folder">The folder that they were copied to.</param>
    /// <param name="graph">Path of the written graph, its data beside it.</param>
    /// <param name="layers">What stays.</param>
    /// <returns>A sentence for each setting that no edit can make true.</returns>
    /// <exception cref="DiagnosticException">A file is not valid JSON.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static IReadOnlyList<string> EditConfigurations(string folder, string graph, LayerSelection layers)
    {
        List<string> untrue = [];
        foreach (string path in FileNames.SelectMany(name => Directory.EnumerateFiles(
            folder, name, SearchOption.AllDirectories)))
        {
            EditableJson text = new(RegularFile.ReadAll(path), path);
            byte[] before = text.ToBytes();
            untrue.AddRange(Edit(text, path, graph, layers).Select(key =>
                $"'{key}' in {Path.GetFileName(path)} no longer describes the kept layers. The graph itself has each "
                    + $"layer's own form; clients that read the key need it put right by hand."));
            byte[] after = text.ToBytes();
            if (after != before)
            {
                File.WriteAllBytes(path, after);
            }
        }

        return untrue;
    }

    private static List<string> Edit(EditableJson text, string path, string graph, LayerSelection layers)
    {
        if (Path.GetFileName(path) == ModelConfiguration.FileName)
        {
            DataFileSettings.Edit(text, graph);
        }

        if (layers.IsComplete)
        {
            return [];
        }

        if (Path.GetFileName(path) == ModelConfiguration.GenAiFileName)
        {
            List<JsonMember> parts = [.. text.Root.FindMembers("model").SelectMany(model => model.Members)];
            parts.Where(part => part.Name != Decoder).ToList()
                .ForEach(part => new LayerSettings(text, part.Value, layers).EditPlaces());
            return [.. parts.Where(part => part.Name == Decoder)
                .SelectMany(part => EditDecoder(text, part.Value, layers))];
        }

        return [.. TextModelKeys.All.SelectMany(text.Root.FindMembers)
            .Prepend(text.Root).SelectMany(settings => new LayerSettings(text, settings, layers).Edit())];
    }

    private static List<string> EditDecoder(EditableJson text, JsonSpan decoder, LayerSelection layers)
    {
        List<string> untrue =
            [.. decoder.FindMembers("state_groups").SelectMany(groups => groups.Elements).Prepend(decoder)
                .SelectMany(settings => new LayerSettings(text, settings, layers).Edit())];
        foreach (JsonMember window in decoder.Members.Where(member => member.Name == "sliding_window"))
        {
            untrue.AddRange(new LayerSettings(text, window.Value, layers).Edit());
            IReadOnlyList<JsonSpan> numbers = [.. window.Value.FindMembers("layers").SelectMany(list => list.Elements)];
            if (numbers.Count > 0
                && numbers.All(number => text.Number(number) is { } layer && !layers.Kept.Contains((int)layer)))
            {
                // An empty list means all layers to the client; the builder writes nothing where none slides.
                text.Remove(decoder, window);
            }
        }

        return untrue;
    }
}
