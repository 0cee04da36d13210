using System.IO.Enumeration;

namespace FinerCut.Calibration.Sources;

/// <summary>Finds the files that a pattern names: <c>?</c> is one character, <c>*</c> any number of them within a name,
/// <c>**</c> any number of folders.</summary>
/// <remarks>Names that begin with a dot match only a pattern that does; folders behind links are not looked into by
/// <c>**</c>.</remarks>
internal static class Glob
{
    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>Expands a path.</summary>
    /// <param name="pattern">A path, with or without wildcards.</param>
    /// <param name="option">The option that named the path.</param>
    /// <returns>The path itself where it has none or is there, else the files that match, in ordinal order.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3020: no file matches.</exception>
    internal static IReadOnlyList<string> Expand(string pattern, SourceOption option)
    {
        if (!IsPattern(pattern) || File.Exists(pattern))
        {
            return [pattern];
        }

        string root = Path.GetPathRoot(pattern) ?? "";
        string[] parts = pattern[root.Length..].Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        List<string> found = [.. Match(root, parts).Distinct().Order(StringComparer.Ordinal)];
        return found.Count > 0 ? found : throw CalibrationErrors.NothingMatches(pattern, option);
    }

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    private static IEnumerable<string> Match(string folder, ReadOnlyMemory<string> parts)
    {
        if (parts.Span is ["**"])
        {
            parts = new[] { "**", "*" };
        }

        return parts.Span switch
        {
            [var name] => Entries(folder, name, isFile: true),
            ["**", ..] => Match(folder, parts[1..]).Concat(Subfolders(folder).SelectMany(inner => Match(inner, parts))),
            [var name, ..] => Entries(folder, name, isFile: false).SelectMany(inner => Match(inner, parts[1..])),
            [] => [],
        };
    }

    private static IEnumerable<string> Subfolders(string folder) => Entries(folder, "*", isFile: false)
        .Where(inner => !File.GetAttributes(inner).HasFlag(FileAttributes.ReparsePoint));

    private static IEnumerable<string> Entries(string folder, string name, bool isFile)
    {
        if (!IsPattern(name))
        {
            string path = Path.Combine(folder, name);
            return (isFile ? File.Exists(path) : Directory.Exists(path)) ? [path] : [];
        }

        string place = folder.Length > 0 ? folder : ".";
        if (!Directory.Exists(place))
        {
            return [];
        }

        EnumerationOptions options = new() { AttributesToSkip = FileAttributes.None };
        IEnumerable<string> all = isFile
            ? Directory.EnumerateFiles(place, "*", options)
            : Directory.EnumerateDirectories(place, "*", options);
        return all.Select(path => Path.GetFileName(path))
            .Where(entry => FileSystemName.MatchesSimpleExpression(name, entry, ignoreCase: false)
                && entry.StartsWith('.') == name.StartsWith('.'))
            .Select(entry => Path.Combine(folder, entry));
    }
}
