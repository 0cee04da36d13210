using System.Text.RegularExpressions;

namespace FinerCut.Tests.Conventions;

/// <summary>The numbers of errors, in the source and on the page that explains them.</summary>
internal static partial class DiagnosticCodes
{
    private const string TableOfExitCodes = "src/FinerCut.Cli/Diagnostics/ExitCodes.cs";

    /// <summary>Each number that the source can throw, with the files that it stands in.</summary>
    public static ILookup<string,
        string> InSource
    { get; } = SourceFiles.OfSource.Where(path => path != TableOfExitCodes)
        .SelectMany(path => Quoted().Matches(Repository.ReadText(path))
            .Select(match => (Code: match.Groups[1].Value, Path: path))
            .Distinct())
        .ToLookup(place => place.Code, place => place.Path);

    /// <summary>The headings of <c>docs/diagnostics.md</c> with the text below each.</summary>
    public static IReadOnlyList<(string Code, string Text)> OnPage { get; } =
        [.. Entry()
            .Matches(Repository.ReadText("docs/diagnostics.md").ReplaceLineEndings("\n"))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    [GeneratedRegex("\"(FC[0-9]{4})\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^### (\S+)\n(.*?)(?=^#|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Entry();
}
