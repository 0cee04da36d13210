using System.Text.RegularExpressions;

namespace FinerCut.Cli.Tests.Documentation;

public partial class ArchitectureTests
{
    private static readonly string Page = File.ReadAllText(MarkdownPage.InRepository("docs/architecture.md"));

    [Fact]
    public void Map_NamesEveryRoomOfTheSource()
    {
        string[] rooms = [.. Directory.GetDirectories(MarkdownPage.InRepository("src"))
            .SelectMany(Directory.GetDirectories)
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs").Any())
            .Select(folder => $"`{Path.GetFileName(folder)}/`")];

        Assert.NotEmpty(rooms);
        Assert.All(rooms, room => Assert.Contains(room, Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Map_EveryTypeItNames_Exists()
    {
        HashSet<string> types = [.. new[] { "src", "tests", "build" }
            .SelectMany(folder => Directory.EnumerateFiles(
                MarkdownPage.InRepository(folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetFileNameWithoutExtension(path))];
        string[] named = [.. TypeName().Matches(Page).Select(match => match.Groups["type"].Value).Distinct()];

        Assert.InRange(named.Length, 20, 200);
        Assert.All(named.Except(["ArgumentException", "FinerCut"]), name => Assert.Contains(name, types));
    }

    /// <summary>A word in backticks such as <c>Search/GreedySearch</c> or <c>Model</c>; not a folder, a member or a
    /// file.</summary>
    [GeneratedRegex(@"`(?!src/)(?:\w+/)*(?<type>(?:[A-Z][a-z]+)+)(?:\.[A-Z]\w*)?`")]
    private static partial Regex TypeName();
}
