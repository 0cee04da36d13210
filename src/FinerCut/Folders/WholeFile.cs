namespace FinerCut.Folders;

/// <summary>Files that appear whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    /// <param name="target">The file to appear, in a folder that is created where there is none.</param>
    /// <param name="text">Its text.</param>
    /// <param name="force">Whether another file in its place is replaced.</param>
    /// <param name="what">What is done, as the subject of a sentence: <c>Writing the plan</c>.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The disk is full or refuses it, or another file appeared in
    /// its place meanwhile.</exception>
    public static void Write(string target, string text, bool force, string what)
    {
        string path = Path.GetFullPath(target);
        string folder = Path.GetDirectoryName(path)!;
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        DiskErrors.Wrap(
            () =>
            {
                Directory.CreateDirectory(folder);
                try
                {
                    File.WriteAllText(temporary, text);
                    File.Move(temporary, path, overwrite: force);
                }
                finally
                {
                    File.Delete(temporary);
                }
            },
            what,
            folder);
    }
}
