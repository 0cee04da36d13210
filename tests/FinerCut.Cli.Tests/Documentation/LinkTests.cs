namespace FinerCut.Cli.Tests.Documentation;

public class LinkTests
{
    [Fact]
    public void RelativeLinks_OfEveryPage_LeadSomewhere()
    {
        List<string> broken = [];
        int links = 0;
        foreach (MarkdownPage page in MarkdownPage.All)
        {
            foreach (string link in page.RelativeLinks())
            {
                links++;
                if (!LeadsSomewhere(page, link))
                {
                    broken.Add($"{Path.GetRelativePath(MarkdownPage.InRepository("."), page.Path)}: {link}");
                }
            }
        }

        Assert.Empty(broken);
        Assert.InRange(links, 20, int.MaxValue);
    }

    [Theory]
    [InlineData("docs/no-such-page.md")]
    [InlineData("docs/metrics.md#no-such-heading")]
    [InlineData("#no-such-heading")]
    public void LeadsSomewhere_NoSuchTarget_IsFalse(string link) =>
        Assert.False(LeadsSomewhere(MarkdownPage.Find("README.md"), link));

    private static bool LeadsSomewhere(MarkdownPage page, string link)
    {
        string[] parts = link.Split('#', 2);
        string path = parts[0].Length == 0
            ? page.Path
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.Path)!, parts[0]));
        if (parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal))
        {
            return File.Exists(path) || Directory.Exists(path);
        }

        return File.Exists(path) && MarkdownPage.Find(path).Anchors().Contains(parts[1]);
    }
}
