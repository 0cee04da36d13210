using System.Text.RegularExpressions;

namespace FinerCut.Cli.Tests.Documentation;

/// <summary>The glossary says which types still have an older word in their name. Such a type has to exist.</summary>
public partial class GlossaryPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(MarkdownPage.InRepository("docs/glossary.md"));

    [Fact]
    public void Page_OlderWords_AreInTheCode()
    {
        HashSet<string> types = [.. Directory
            .EnumerateFiles(MarkdownPage.InRepository("src"), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))];

        Assert.All(
            Entries.SelectMany(entry => Name().Matches(entry[4])).Select(match => match.Groups[1].Value),
            name => Assert.Contains(name, types));
    }

    [Fact]
    public void Page_Words_AreThereOnce()
    {
        string[] words = [.. Entries.Select(entry => entry[1].Trim())];

        Assert.InRange(words.Length, 30, 300);
        Assert.Equal(words.Distinct(), words);
    }

    [Fact]
    public void Page_Entries_HaveAMeaning() =>
        Assert.All(Entries, entry => Assert.Matches(@"^ [A-Z`].*\. $", entry[2]));

    private static IEnumerable<string[]> Entries => Lines
        .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
        .Where(line => !line.StartsWith("| word |", StringComparison.Ordinal))
        .Select(line => line.Split('|'));

    [GeneratedRegex(@"`([A-Z][A-Za-z]+)(?:\.\w+)?`")]
    private static partial Regex Name();
}
