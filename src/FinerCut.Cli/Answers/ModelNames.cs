using System.Globalization;

namespace FinerCut.Cli.Answers;

/// <summary>Short names for models that stand beside each other in a table.</summary>
internal static class ModelNames
{
    private const string UsualFile = "model";
    private const string UsualSubfolder = "onnx";

    /// <summary>Names models by their folders or files, as short as tells them apart.</summary>
    /// <param name="paths">Paths of graph files or plans; one that is there twice gets a number.</param>
    /// <returns>A name for each path, in the same order.</returns>
    public static IReadOnlyList<string> ListNames(IReadOnlyList<string> paths)
    {
        int different = paths.Distinct(StringComparer.Ordinal).Count();
        string[] names = [.. new Func<string, string>[] { Shorten, NameWithFolder, path => path }
            .Select(shorten => paths.Select(shorten).ToArray())
            .First(candidates => candidates.Distinct(StringComparer.Ordinal).Count() == different)];
        return [.. names.Select(
            (name, index) => NumberRepeated(name, names.Take(index).Count(other => other == name)))];
    }

    private static string NumberRepeated(string name, int before) =>
        before == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({before + 1})");

    /// <summary>The folder where the file has a name that most models have, else the file.</summary>
    private static string Shorten(string path)
    {
        string file = Path.GetFileName(path);
        string stem = file.Split('.')[0];
        string? folder = Path.GetDirectoryName(path);
        if (Path.GetFileName(folder) == UsualSubfolder)
        {
            folder = Path.GetDirectoryName(folder);
        }

        bool isUsual = stem == UsualFile || file == Plans.PruningPlan.FileName;
        return isUsual && Path.GetFileName(folder) is { Length: > 0 } name
            ? name
            : Path.GetFileNameWithoutExtension(file);
    }

    private static string NameWithFolder(string path) =>
        Path.Combine(Path.GetFileName(Path.GetDirectoryName(path)) ?? "", Path.GetFileName(path));
}
