namespace FinerCut.Cli.Tests.Documentation;

/// <summary>The table of pages leads to every page.</summary>
public class IndexPageTests
{
    [Fact]
    public void Index_Links_AreAllPagesOfTheFolder()
    {
        MarkdownPage index = MarkdownPage.Find("docs/README.md");
        string folder = Path.GetDirectoryName(index.Path)!;
        HashSet<string> linked = [.. index.RelativeLinks()
            .Select(link => Path.GetFullPath(Path.Combine(folder, link)))];
        string[] pages = [.. Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
            .Where(path => path != index.Path)];

        Assert.InRange(pages.Length, 20, 100);
        Assert.All(pages, page => Assert.Contains(Path.GetFullPath(page), linked));
    }
}
