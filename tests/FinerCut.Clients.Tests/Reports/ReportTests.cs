using FinerCut.Clients.Tests.TransformersJs;

namespace FinerCut.Clients.Tests.Reports;

/// <summary>Reports in Chromium, opened from disk.</summary>
public class ReportTests(ReportFiles files, ReportBrowser browser)
    : IClassFixture<ReportFiles>, IClassFixture<ReportBrowser>
{
    // Of level AA, for text of any size.
    private const double LeastContrast = 4.5;

    public static TheoryData<int, string> Views => new()
    {
        { 390, "light" },
        { 390, "dark" },
        { 1280, "light" },
        { 1280, "dark" },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void Prune_Page_AsksForNothingAndFitsTheWindow(int width, string scheme)
    {
        ReportFacts facts = Look(files => files.Prune, width, scheme);

        Assert.Equal("tales-3m: 6 of 24 sublayers removed", facts.Title);
        Assert.Equal([new Uri(files.Prune).AbsoluteUri], facts.Asked);
        Assert.Empty(facts.Complaints);
        Assert.Equal(width, facts.Width);
        Assert.Equal(width, facts.Widest);
        Assert.Equal(width, facts.WidestOpened);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Prune_Texts_CanBeToldFromWhatIsBehindThem(int width, string scheme)
    {
        ReportFacts facts = Look(files => files.Prune, width, scheme);

        Assert.True(facts.Contrasts.Length > 200);
        Assert.All(facts.Contrasts, found => Assert.True(found is { Ratio: >= LeastContrast, Opacity: 1 }, $"{found}"));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void Large_Page_FitsTheWindow(int width, string scheme)
    {
        ReportFacts facts = Look(files => files.Large, width, scheme);

        Assert.Equal(width, facts.Widest);
        Assert.Equal(width, facts.WidestOpened);
        Assert.All(facts.Contrasts, found => Assert.True(found is { Ratio: >= LeastContrast, Opacity: 1 }, $"{found}"));
        Assert.Empty(facts.Nameless);
    }

    [Theory]
    [InlineData("inspect", "tales-3m: 24 sublayers in 12 layers")]
    [InlineData("eval", "tales-3m-pruned-25pct: Compared with tales-3m")]
    [InlineData("compare", "tales-3m-pruned-25pct, tales-3m-pruned-25pct (2): 2 plans for a model of 24 sublayers")]
    public void OtherCommands_Page_IsAsGood(string command, string title)
    {
        foreach ((int width, string scheme) in new[] { (390, "dark"), (1280, "light") })
        {
            ReportFacts facts = Look(
                files => command switch { "eval" => files.Eval, "compare" => files.Compare, _ => files.Inspect },
                width,
                scheme);

            Assert.Equal(title, facts.Title);
            Assert.Single(facts.Asked);
            Assert.Empty(facts.Complaints);
            Assert.Equal((width, width), (facts.Widest, facts.WidestOpened));
            Assert.All(
                facts.Contrasts, found => Assert.True(found is { Ratio: >= LeastContrast, Opacity: 1 }, $"{found}"));
            Assert.Empty(facts.Nameless);
            Assert.Equal(facts.Pictures, facts.Tables);
        }
    }

    [Fact]
    public void Large_TabKey_ReachesEveryRemoval() => Assert.Equal(
        2 * 40,
        Walk(files => files.Large).Count(stop => stop.Kind is "cell removed" or "shade winner"));

    [Fact]
    public void Prune_Structure_IsInOrder()
    {
        ReportFacts facts = Look(files => files.Prune, 1280, "light");

        Assert.Equal("H1 tales-3m", facts.Headings[0]);
        Assert.All(facts.Headings.Skip(1), heading => Assert.DoesNotContain("H1", heading, StringComparison.Ordinal));
        int[] levels = [.. facts.Headings.Select(heading => heading[1] - '0')];
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Empty(facts.Nameless);
        Assert.Equal(4, facts.Pictures);
        Assert.Equal(facts.Pictures, facts.Tables);
    }

    [Fact]
    public void Prune_TabKey_ReachesAllThatCanBeUsed()
    {
        ReportStop[] tabs = Walk(files => files.Prune);

        Assert.Equal("Skip to the report", tabs[0].Name);
        Assert.Equal(("input", "Auto"), (tabs[1].Element, tabs[1].Name));
        Assert.Equal(("a", "Layers"), (tabs[2].Element, tabs[2].Name));
        Assert.Equal(6, tabs.Count(stop => stop.Kind == "cell removed"));
        Assert.Equal(6, tabs.Count(stop => stop.Kind == "shade winner"));
        Assert.Equal(7 + 2, tabs.Count(stop => stop.Kind == "point"));
        Assert.Equal(4, tabs.Count(stop => stop.Element == "summary"));
        Assert.All(tabs, stop => Assert.True(stop is { IsMarked: true, IsVisible: true }, $"{stop}"));
        Assert.All(
            tabs.Where(stop => stop.Kind is "cell removed" or "shade winner"),
            stop => Assert.Equal($"\"{stop.Name}\"", stop.Tip));
        Assert.All(tabs.Where(stop => stop.Kind == "point"), stop => Assert.Equal(stop.Name, stop.Tip));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void Prune_Themes_AreChosenByMouseAndKeys(string scheme)
    {
        Dictionary<string, string> themes = Look(files => files.Prune, 1280, scheme).Themes;

        Assert.NotEqual(themes["mouse light"], themes["mouse dark"]);
        Assert.Equal(themes[$"mouse {scheme}"], themes["mouse auto"]);
        Assert.Equal(themes["mouse light"], themes["keys light"]);
        Assert.Equal(themes["mouse dark"], themes["keys dark"]);
        Assert.Equal(themes["mouse light"], themes["print"]);
    }

    private ReportStop[] Walk(Func<ReportFiles, string> file)
    {
        BrowserFixture.Require();
        return browser.Look(new ReportView(file(files), 1280, "light") { IsWalked = true }).Tabs;
    }

    private ReportFacts Look(Func<ReportFiles, string> file, int width, string scheme)
    {
        BrowserFixture.Require();
        return browser.Look(new ReportView(file(files), width, scheme));
    }
}
