using System.Globalization;
using System.Text.Json;
using FinerCut.Configurations;
using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Companions;

/// <summary>The lists <c>shared_initializers</c> of genai_config.json, which say at which byte of which file a weight
/// begins.</summary>
internal static class SharedInitializers
{
    private const string Key = "shared_initializers";
    private const string FileKey = "data_file";
    private const string OffsetKey = "offset";
    private const string LengthKey = "length";

    /// <summary>Reads the lists of all parts of the model.</summary>
    /// <param name="root">The folder with the configuration.</param>
    /// <returns>The entries in their order; none where there is no such file.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC1014: the configuration is damaged.</exception>
    public static IReadOnlyList<SharedInitializer> Read(string root)
    {
        string path = PathIn(root);
        return File.Exists(path) ? Read(new EditableJson(RegularFile.ReadAll(path), path), root) : [];
    }

    /// <summary>Corrects places and file names in a written folder.</summary>
    /// <param name="layout">Where bytes of the source's files went.</param>
    /// <param name="source">The source's folder with the configuration.</param>
    /// <param name="target">The written one.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static void Edit(ExternalDataLayout layout, string source, string target)
    {
        string path = PathIn(target);
        if (!File.Exists(path))
        {
            return;
        }

        byte[] before = RegularFile.ReadAll(path);
        EditableJson text = new(before, path);
        foreach (SharedInitializer entry in Read(text, source))
        {
            if (entry.Range is { } range && layout.FindNewPlace(range) is { } place)
            {
                Write(text, entry.Entry, place, NameOf(layout, source, range, place));
            }
        }

        byte[] after = text.ToBytes();
        if (after != before)
        {
            File.WriteAllBytes(path, after);
        }
    }

    /// <summary>Writes the places that one configuration tells into another one, where they mean bytes that are
    /// there.</summary>
    /// <param name="from">The folder with the places to take.</param>
    /// <param name="into">The folder with the configuration to edit.</param>
    /// <param name="files">The folder whose files the edited configuration means.</param>
    public static void TakePlaces(string from, string into, string files)
    {
        if (!File.Exists(PathIn(from)) || !File.Exists(PathIn(into)))
        {
            return;
        }

        EditableJson source = new(RegularFile.ReadAll(PathIn(from)), PathIn(from));
        EditableJson target = new(RegularFile.ReadAll(PathIn(into)), PathIn(into));
        foreach ((SharedInitializer taken, SharedInitializer entry) in Read(source, from).Zip(Read(target, files))
            .Where(pair => pair.Second.Range is not null))
        {
            foreach ((JsonSpan value, JsonSpan place) in new[] { FileKey,
                OffsetKey }.SelectMany(key => taken.Entry.FindMembers(key).Zip(entry.Entry.FindMembers(key))))
            {
                target.Replace(place, source.Text(value));
            }
        }

        File.WriteAllBytes(PathIn(into), target.ToBytes());
    }

    private static string PathIn(string root) => Path.Combine(root, ModelConfiguration.GenAiFileName);

    private static List<SharedInitializer> Read(EditableJson text, string root) =>
    [
        .. from model in text.Root.FindMembers("model")
           from section in model.Members
           from list in section.Value.FindMembers(Key)
           from entry in list.Elements
           select new SharedInitializer(section.Name, TextOf(text, entry, "name")
               ?? "", RangeOf(text, entry, root), entry),
    ];

    private static DataRange? RangeOf(EditableJson text, JsonSpan entry, string root) =>
        TextOf(text, entry, FileKey) is { } name && NamedFiles.FindFile(root, name) is { } path
        && NumberOf(text, entry, OffsetKey) is { } offset && NumberOf(text, entry, LengthKey) is { } length
        ? new DataRange(path, offset, length) : null;

    /// <summary>The name as it was, unless the file is called otherwise now.</summary>
    private static string? NameOf(ExternalDataLayout layout, string root, DataRange range, ExternalData place)
    {
        string path = Path.GetFullPath(Path.Combine(layout.Model.Folder, place.Location));
        return path == range.Path ? null : Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
    }

    private static void Write(EditableJson text, JsonSpan entry, ExternalData place, string? name)
    {
        foreach (JsonSpan offset in entry.FindMembers(OffsetKey))
        {
            string digits = place.Offset.ToString(CultureInfo.InvariantCulture);
            text.Replace(offset, offset.Kind == JsonValueKind.String ? $"\"{digits}\"" : digits);
        }

        foreach (JsonSpan file in entry.FindMembers(FileKey).Where(_ => name is not null))
        {
            text.Replace(file, JsonSerializer.Serialize(name));
        }
    }

    private static string? TextOf(EditableJson text, JsonSpan entry, string key) =>
        entry.FindMembers(key).Where(value => value.Kind == JsonValueKind.String)
            .Select(value => JsonSerializer.Deserialize<string>(text.Text(value))).FirstOrDefault();

    /// <summary>GenAI's builder writes these numbers as texts.</summary>
    private static long? NumberOf(EditableJson text, JsonSpan entry, string key) =>
        entry.FindMembers(key).Select(text.Number).FirstOrDefault() is { } number and >= 0 ? number
        : long.TryParse(TextOf(text, entry, key), NumberStyles.None, CultureInfo.InvariantCulture, out long parsed)
        ? parsed
        : null;
}
