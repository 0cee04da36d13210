using System.Text.RegularExpressions;

namespace FinerCut.Cli.Tests.Documentation;

/// <summary>Each line of the threat model names the tests that hold the line.</summary>
public partial class SecurityPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(MarkdownPage.InRepository("docs/security.md"));

    [Fact]
    public void Page_EveryThreat_NamesTestClassesThatExist()
    {
        HashSet<string> classes = [.. Directory
            .EnumerateFiles(MarkdownPage.InRepository("tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))];
        string[] threats = [.. Lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !IsHeader(line))];

        Assert.InRange(threats.Length, 10, 100);
        Assert.All(threats, threat =>
        {
            string[] named =
                [.. TestClass().Matches(threat.Split('|')[^2]).Select(match => match.Groups["class"].Value)];
            Assert.NotEmpty(named);
            Assert.All(named, name => Assert.Contains(name, classes));
        });
    }

    private static bool IsHeader(string line) => line.StartsWith("| threat |", StringComparison.Ordinal);

    [GeneratedRegex("`(?<class>[A-Za-z0-9]+Tests)`")]
    private static partial Regex TestClass();
}
