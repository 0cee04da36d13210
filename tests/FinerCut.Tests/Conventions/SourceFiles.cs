namespace FinerCut.Tests.Conventions;

/// <summary>The text files of the checkout, without what builds leave in it.</summary>
internal static class SourceFiles
{
    /// <summary>C# files below <c>src</c>.</summary>
    public static IReadOnlyList<string> OfSource { get; } = Below("src", ".cs");

    /// <summary>C# files below <c>tests</c>.</summary>
    public static IReadOnlyList<string> OfTests { get; } = Below("tests", ".cs");

    /// <summary>Paths relative to the root, with <c>/</c>.</summary>
    public static IReadOnlyList<string> Below(string folder, params string[] extensions) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => extensions.Contains(Path.GetExtension(path)))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];
}
