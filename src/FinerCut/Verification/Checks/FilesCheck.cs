using System.Text.Json;
using FinerCut.Companions;
using FinerCut.Configurations;
using FinerCut.Folders;
using FinerCut.ModelCards;

namespace FinerCut.Verification.Checks;

/// <summary>The files beside the graph: configurations that speak of the kept layers, and all others as they
/// were.</summary>
internal static class FilesCheck
{
    /// <summary>Compares the two folders.</summary>
    public static IEnumerable<Finding> Compare(FolderPair pair)
    {
        List<string> names = [.. pair.Companions.Copied];
        List<string> configurations =
            [.. names.Where(name => ConfigurationEditor.FileNames.Contains(Path.GetFileName(name)))];
        yield return configurations.Count == 0
            ? Finding.Skipped("configuration", "the dense model has none")
            : CompareConfigurations(pair, configurations);
        string? card = names.FirstOrDefault(ModelCardFile.Is);
        if (card is not null)
        {
            yield return ModelCardFile.AreOfOneModel(
                Path.Combine(pair.DenseFolder.Root, card), Path.Combine(pair.PrunedFolder.Root, card))
                ? Finding.Same("model card", $"{card} is that of the dense model but for what it says of the pruning")
                : Finding.Differs("model card", $"{card} is missing, or not that of the dense model");
        }

        List<string> others = [.. names.Except(configurations).Where(name => name != card)];
        string? differing = others.FirstOrDefault(name =>
            !IsSame(Path.Combine(pair.DenseFolder.Root, name), Path.Combine(pair.PrunedFolder.Root, name)));
        yield return others.Count == 0 ? Finding.Skipped(
            "other files", "the dense model has no tokenizer or other file that goes along")
            : differing is null ? Finding.Same("other files", $"{others.Count}, byte for byte those of the dense model")
            : Finding.Differs("other files", File.Exists(Path.Combine(pair.PrunedFolder.Root, differing))
                ? $"{differing} has another content"
                : $"{differing} is missing");
    }

    /// <summary>Makes the edits anew, on copies.</summary>
    private static Finding CompareConfigurations(FolderPair pair, List<string> names)
    {
        string folder = Directory.CreateTempSubdirectory("finercut-verify-").FullName;
        try
        {
            foreach (string name in names)
            {
                string copy = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.WriteAllBytes(copy, File.ReadAllBytes(Path.Combine(pair.DenseFolder.Root, name)));
            }

            if (pair.Removed.Count > 0)
            {
                ConfigurationEditor.EditConfigurations(folder, pair.PrunedFolder.GraphPath, pair.Layers);
            }

            // What is at these places is another check.
            SharedInitializers.TakePlaces(pair.PrunedFolder.Root, folder, pair.DenseFolder.Root);

            string? difference = names.Select(name => Difference(
                name,
                Path.Combine(folder, name),
                Path.Combine(pair.PrunedFolder.Root, name))).FirstOrDefault(text => text is not null);
            return difference is null
                ? Finding.Same(
                    "configuration",
                    string.Join(" and ", names) + (names.Count == 1 ? " speaks" : " speak") + " of the kept layers")
                : Finding.Differs("configuration", difference);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Difference(string name, string expected, string found)
    {
        if (!File.Exists(found))
        {
            return $"{name} is missing";
        }

        return Difference(JsonFile.Find(expected), JsonFile.Find(found), "") is { } difference
            ? $"{name}: {difference}" : null;
    }

    /// <summary>The first key that differs, in words. Of a key that is there twice the last one counts, as for all who
    /// read JSON.</summary>
    private static string? Difference(JsonElement? expected, JsonElement? found, string path)
    {
        if (expected is not { ValueKind: JsonValueKind.Object } before
            || found is not { ValueKind: JsonValueKind.Object } after)
        {
            bool isSame = expected is { } first && found is { } second && JsonElement.DeepEquals(first, second);
            return isSame ? null
                : $"{path} is {found?.GetRawText() ?? "missing"} instead of {expected?.GetRawText() ?? "missing"}";
        }

        return before.EnumerateObject().Concat(after.EnumerateObject()).Select(member => member.Name).Distinct()
            .Select(key => Difference(
                Member(before, key), Member(after, key), path.Length == 0 ? key : $"{path}.{key}"))
            .FirstOrDefault(text => text is not null);
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement member) ? member : null;

    private static bool IsSame(string expected, string found) =>
        File.Exists(found) && FileHash.Compute(expected, null, default) == FileHash.Compute(found, null, default);
}
