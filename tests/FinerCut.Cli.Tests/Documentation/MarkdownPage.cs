using System.Text.RegularExpressions;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Documentation;

/// <summary>A page of the repository, taken apart.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string _text;

    private MarkdownPage(string path) => (Path, _text) = (path, File.ReadAllText(path).ReplaceLineEndings("\n"));

    public string Path { get; }

    /// <summary>The pages that people read, the README first.</summary>
    public static IReadOnlyList<MarkdownPage> All { get; } =
    [
        .. new[] { "README.md", "CHANGELOG.md", "CONTRIBUTING.md" }.Select(Find),
        .. new[] { "docs", "models" }
            .SelectMany(folder => Directory.EnumerateFiles(InRepository(folder), "*.md", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal).Select(path => new MarkdownPage(path)),
    ];

    /// <summary>A page by its path below the root of the repository.</summary>
    public static MarkdownPage Find(string path) => new(InRepository(path));

    public static string InRepository(string path) => System.IO.Path.Combine(SharedData.RepositoryRoot, path);

    /// <summary>The contents of the blocks in a language, without the last end of line.</summary>
    public IReadOnlyList<string> Blocks(string language) =>
        [.. Fence().Matches(_text)
            .Where(block => block.Groups["language"].Value == language)
            .Select(block => block.Groups["text"].Value)];

    /// <summary>The first cells of the tables whose first header cell has a text, as they are shown.</summary>
    public IReadOnlyList<string> FirstCells(string header) =>
    [
        .. _text.Split('\n').SkipWhile(line => !line.StartsWith($"| {header} |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => CellEnd().Split(line)[1].Trim(' ', '`').Replace(@"\|", "|", StringComparison.Ordinal)),
    ];

    /// <summary>The targets of links and pictures that are not elsewhere in the world.</summary>
    public IReadOnlyList<string> RelativeLinks() =>
    [
        .. Link().Matches(Prose).Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal)
                && !target.StartsWith("mailto:", StringComparison.Ordinal)),
    ];

    /// <summary>What a link may name after <c>#</c>, made of the headings as GitHub does.</summary>
    public IReadOnlySet<string> Anchors() => Heading().Matches(Prose).Select(heading => Punctuation()
        .Replace(heading.Groups["title"].Value.ToLowerInvariant(), "").Replace(' ', '-')).ToHashSet();

    private string Prose => Fence().Replace(_text, "");

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)|(?:src|href)=""(?<target>[^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
