using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FinerCut.Cli.Pages;
using FinerCut.Cli.Reports;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Plans;

namespace FinerCut.Cli.Tests.Pages;

public partial class ReportPageTests
{
    [Fact]
    public void Page_OfPrune_MatchesSnapshot() =>
        Snapshot.Match(Snapshot.Of("reports", "prune"), ReportSamples.Plain(ReportSamples.Pruned.Make()));

    [Fact]
    public void Page_OfADenseModel_MatchesSnapshot() => Snapshot.Match(
        Snapshot.Of("reports", "inspect-dense"),
        ReportSamples.Plain(new InspectReport(Samples.DenseReport, ReportSamples.Origin).Make()));

    [Fact]
    public void Page_OfAPrunedModel_MatchesSnapshot() => Snapshot.Match(
        Snapshot.Of("reports", "inspect-pruned"),
        ReportSamples.Plain(new InspectReport(Samples.PrunedReport, ReportSamples.Origin).Make()));

    [Fact]
    public void Page_OfEval_MatchesSnapshot() => Snapshot.Match(
        Snapshot.Of("reports", "eval"),
        ReportSamples.Plain(new EvalReport(ReportSamples.Evaluated, ReportSamples.Origin).Make()));

    [Fact]
    public void Page_OfTasks_MatchesSnapshot() => Snapshot.Match(
        Snapshot.Of("reports", "eval-tasks"),
        ReportSamples.Plain(new EvalReport(Samples.EvaluatedOnTasks, ReportSamples.Origin).Make()));

    [Fact]
    public void Page_OfSweep_MatchesSnapshot() => Snapshot.Match(
        Snapshot.Of("reports", "sweep"),
        ReportSamples.Plain(new SweepReport(SweptSamples.Picked, ReportSamples.Origin).Make()));

    [Fact]
    public void Page_OfASweepThatPicksNothing_SaysWhy() => Assert.Contains(
        "No ratio keeps perplexity",
        ReportSamples.Plain(new SweepReport(SweptSamples.NothingPicked, ReportSamples.Origin).Make()),
        StringComparison.Ordinal);

    [Fact]
    public void Page_OfASweepWithoutPerplexity_HasNoCurve() => Assert.DoesNotContain(
        "href=\"#perplexity\"",
        ReportSamples.Plain(new SweepReport(SweptSamples.WithoutPerplexity, ReportSamples.Origin).Make()),
        StringComparison.Ordinal);

    [Fact]
    public void Page_OfASweepWithoutNumbers_ShowsThoseThatAreThere() => Assert.Contains(
        "beyond all numbers",
        ReportSamples.Plain(new SweepReport(SweptSamples.OfTwoTexts, ReportSamples.Origin).Make()),
        StringComparison.Ordinal);

    [Fact]
    public void Page_OfCompare_MatchesSnapshot() => Snapshot.Match(
        Snapshot.Of("reports", "compare"),
        ReportSamples.Plain(new CompareReport(ComparedSamples.Three, DateTimeOffset.UnixEpoch).Make()));

    [Fact]
    public void Page_OfAPlanByHand_HasNoCharts()
    {
        string page = ReportSamples.Plain(PlanReport.Make(Samples.ByHand.Plan, ReportSamples.Origin));
        Assert.DoesNotContain("class=\"chart\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"heat\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"#distance\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Policy_AllowsTheStyleSheetAndNothingElse()
    {
        string page = new ReportPage(ReportSamples.Pruned.Make(), "0.1.0").Write();
        string style = Style().Match(page).Groups["text"].Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        string policy = $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'";
        Assert.Contains(System.Net.WebUtility.HtmlEncode(policy), page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<script|<link|<img|<iframe|@import|url\(|\sstyle=|\son\w+=|https?://", page);
    }

    /// <summary>Everything that a stranger can write reaches the page as text.</summary>
    [Fact]
    public void Page_TextsOfStrangers_AreNothingButText()
    {
        const string Harm = "<script>alert('\u001b]0;x\u0007')</script>\ud800";
        PruningPlan plan = Samples.Plan with
        {
            Source = Samples.Plan.Source with { Architecture = Harm, Files = [new(Harm, 1, Harm)] },
            Calibration = Samples.Plan.Calibration! with { Source = Harm },
            Settings = Samples.Plan.Settings with { Metric = Harm, Protect = [Harm], Provider = Harm },
            Perplexities = [Samples.Perplexity with { Text = Harm, Protocol = Harm, Ratio = null }],
            Versions = new(Harm, Harm),
        };
        PruneReport report = new(Samples.Result with { Plan = plan, Output = Harm }, new(Harm, Harm, default))
        {
            Refusal = Harm,
            Texts = new("Dense", "Pruned", [new(Harm, Harm, Harm)]),
        };

        string page = new ReportPage(report.Make(), Harm).Write();
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.True(CountOf(page, "&lt;script&gt;") > 15);
        Assert.All(page, character => Assert.False(char.IsControl(character) && character != '\n'));
        Assert.Equal(page, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(page)));
    }

    [Fact]
    public void Page_Ids_AreUnique()
    {
        string[] ids = [.. Id().Matches(ReportSamples.Plain(ReportSamples.Pruned.Make()))
            .Select(match => match.Groups["id"].Value)];
        Assert.True(ids.Length > 15);
        Assert.Equal(ids.Distinct(), ids);
    }

    private static int CountOf(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("\\sid=\"(?<id>[^\"]*)\"")]
    private static partial Regex Id();
}
