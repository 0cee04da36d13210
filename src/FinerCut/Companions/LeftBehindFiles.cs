using FinerCut.Folders;
using FinerCut.Plans;

namespace FinerCut.Companions;

/// <summary>What lies beside a model and does not go along with it.</summary>
internal static class LeftBehindFiles
{
    private const int Shown = 12;
    private const string AdapterSuffix = ".onnx_adapter";

    private static readonly string[] Own = [PruningPlan.FileName, GateSheet.FileName];

    /// <summary>Lists them.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="taken">Names of the files that go along.</param>
    /// <returns>Names relative to the root, in ordinal order; a folder of which nothing goes along is one name, with
    /// <c>/</c> at its end.</returns>
    public static IReadOnlyList<string> ListFiles(ModelFolder folder, IReadOnlySet<string> taken) =>
        [.. Below(folder, folder.Root, taken).Order(StringComparer.Ordinal)];

    /// <summary>A sentence about them.</summary>
    /// <returns>Null where there are none.</returns>
    public static string? Warning(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return null;
        }

        string list = string.Join(", ", names.Take(Shown))
            + (names.Count > Shown ? $" and {names.Count - Shown} more (--json lists all)" : "");
        string adapters = string.Join(", ",
            names.Where(name => name.EndsWith(AdapterSuffix, StringComparison.OrdinalIgnoreCase)));
        return $"Not copied, since nothing says that the model needs them: {list}. Copy by hand what your client reads."
            + (adapters.Length == 0 ? ""
            : $" But {adapters} was made for the dense model's layers and may no longer fit.");
    }

    private static IEnumerable<string> Below(ModelFolder folder, string path, IReadOnlySet<string> taken)
    {
        foreach (string file in Directory.EnumerateFiles(path).Where(IsShown))
        {
            string name = folder.NameOf(file);
            if (!taken.Contains(name) && !Own.Contains(name))
            {
                yield return name;
            }
        }

        foreach (string inner in Directory.EnumerateDirectories(path).Where(IsShown))
        {
            string name = folder.NameOf(inner) + "/";
            foreach (string left in taken.Any(file => file.StartsWith(name, StringComparison.Ordinal))
                ? Below(folder, inner, taken) : [name])
            {
                yield return left;
            }
        }
    }

    private static bool IsShown(string path) => !Path.GetFileName(path).StartsWith('.');
}
