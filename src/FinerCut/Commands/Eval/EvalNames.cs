namespace FinerCut.Commands.Eval;

/// <summary>What results call the files that they are about.</summary>
internal static class EvalNames
{
    /// <summary>What stands for standard input among the files.</summary>
    internal const string StandardInput = "-";

    private const string StandardInputName = "stdin";

    /// <summary>The name of a file's result: that of the file without its last extension.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    public static string Of(string path) =>
        path == StandardInput ? StandardInputName : Path.GetFileNameWithoutExtension(path);

    /// <summary>Refuses files whose results would share a name.</summary>
    /// <param name="paths">All files of a run, each once.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC7004.</exception>
    public static void EnsureDistinct(IEnumerable<string> paths)
    {
        Dictionary<string, string> seen = [];
        foreach (string path in paths)
        {
            if (!seen.TryAdd(Of(path), path))
            {
                throw EvalErrors.SameName(Of(path), seen[Of(path)], path);
            }
        }
    }
}
