namespace FinerCut.Cli.Tests.Documentation;

/// <summary>The glossary says which words to avoid. No type has such a name.</summary>
public class GlossaryPageTests
{
    private static readonly string[] Lines = File.ReadAllLines(MarkdownPage.InRepository("docs/glossary.md"));

    [Fact]
    public void Page_WordsToAvoid_NameNoType()
    {
        HashSet<string> types = [.. Directory
            .EnumerateFiles(MarkdownPage.InRepository("src"), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))];

        string[] avoided =
            [.. Entries.SelectMany(entry => entry[3].Split(',')).Select(PascalCase).Where(name => name != "")];

        Assert.InRange(avoided.Length, 30, 300);
        Assert.All(avoided, name => Assert.DoesNotContain(name, types));
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

    private static string PascalCase(string words) =>
        string.Concat(words.Trim()
            .Split(' ', '-')
            .Where(word => word != "")
            .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
