using System.Text.RegularExpressions;

namespace FinerCut.Cli.Tests.Documentation;

/// <summary>The page about tests lists every variable that a test reads, and no other.</summary>
public partial class TestsPageTests
{
    [Fact]
    public void Page_Variables_AreThoseOfTheTests()
    {
        string[] read = [.. Directory
            .EnumerateFiles(MarkdownPage.InRepository("tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(path => Quoted().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups["name"].Value).Distinct()];
        string page = File.ReadAllText(MarkdownPage.InRepository("docs/tests.md"));
        string[] listed = [.. Listed().Matches(page).Select(match => match.Groups["name"].Value)];

        Assert.NotEmpty(read);
        Assert.Equal(read.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"(?<name>FINERCUT_[A-Z0-9_]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| `(?<name>FINERCUT_[A-Z0-9_]+)=", RegexOptions.Multiline)]
    private static partial Regex Listed();
}
