namespace FinerCut.Cli.Tests.Documentation;

/// <summary>The questions of newcomers lead to files that exist and hold the type of their name.</summary>
public class NewcomerTests
{
    [Fact]
    public void Page_EveryQuestion_LeadsToAFile()
    {
        string[] rows =
        [
            .. File.ReadAllLines(MarkdownPage.InRepository("CONTRIBUTING.md"))
                .SkipWhile(line => line != "| question | file |").Skip(2).TakeWhile(line => line.StartsWith('|')),
        ];

        Assert.Equal(10, rows.Length);
        Assert.All(rows, row =>
        {
            string path = row.Split('|')[2].Trim(' ', '`');
            string text = File.ReadAllText(MarkdownPage.InRepository(path));
            Assert.Matches($@"\b(class|record|enum|interface) {Path.GetFileNameWithoutExtension(path)}\b", text);
        });
    }
}
