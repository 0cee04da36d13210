namespace FinerCut.Machines;

/// <summary>Small files in which a kernel tells about itself; what is not there or not allowed is not told.</summary>
/// <param name="root">Where <c>proc</c> and <c>sys</c> are.</param>
internal sealed class SystemFiles(string root)
{
    /// <summary>The text of a file, trimmed.</summary>
    /// <param name="path">Path below the root, a leading slash or not.</param>
    /// <returns>Null where it cannot be read.</returns>
    public string? FindText(string path)
    {
        try
        {
            return File.ReadAllText(FullPath(path)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The lines of a file; none where it cannot be read.</summary>
    /// <inheritdoc cref="FindText"/>
    public IReadOnlyList<string> Lines(string path) =>
        FindText(path)?.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>What stands after a word at the beginning of a line.</summary>
    /// <param name="path">Path below the root.</param>
    /// <param name="key">The word, colon included.</param>
    public string? FindValue(string path, string key) =>
        Lines(path).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?[key.Length..].Trim();

    /// <summary>Names of the folders in a folder; none where it cannot be read.</summary>
    /// <inheritdoc cref="FindText"/>
    public IReadOnlyList<string> FolderNames(string path)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(FullPath(path)).Select(folder => Path.GetFileName(folder))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string FullPath(string path) => Path.Combine(root, path.TrimStart('/'));
}
