using System.Xml.Linq;
using FinerCut.Build.Tests.Feeds;
using PackageProbe;

namespace FinerCut.Build.Tests.Packages;

/// <summary>The probe against feeds that serve other versions than the wanted ones.</summary>
public class PackageProbeTests
{
    private const string Gpu = "Microsoft.ML.OnnxRuntime.Gpu";
    private const string Cpu = "Microsoft.ML.OnnxRuntime";
    private const string Binding = RuntimeSearch.Binding;
    private const string GpuElseCpu = $"{Gpu},{Cpu}";
    private const string Both = $"{Gpu}+{Cpu},{Cpu},{Gpu}";

    private static readonly IReadOnlyList<Wish> Wishes =
    [
        new("Microsoft.ML.OnnxRuntime", "1.32.0", false),
        new(Gpu, "1.32.0", false),
        new(Binding, "1.32.0", false),
        new("Needed", "2.0.1", false),
        new("Shared", "3.0.0", false),
        new("Test.Only", "1.0.0", true),
    ];

    /// <summary>Versions of Gpu, CPU package and binding on the feed; the question; what is to be taken.</summary>
    public static TheoryData<string, string, string, string, string> Runtimes => new()
    {
        { "1.32.0", "1.32.0", "1.32.0", GpuElseCpu, $"{Gpu} 1.32.0, {Binding} 1.32.0" },
        { "1.33.0 1.34.0", "", "1.33.0 1.34.0", GpuElseCpu, $"{Gpu} 1.33.0, {Binding} 1.33.0" },
        { "1.30.0 1.31.0", "", "1.30.0 1.31.0", GpuElseCpu, $"{Gpu} 1.31.0, {Binding} 1.31.0" },
        { "", "1.31.1 1.32.0", "1.31.1 1.32.0", GpuElseCpu, $"{Cpu} 1.32.0, {Binding} 1.32.0" },
        { "1.32.0", "", "1.32.0", GpuElseCpu, $"{Gpu} 1.32.0, {Binding} 1.32.0" },
        { "1.32.0", "1.31.0", "1.31.0 1.33.0", GpuElseCpu, $"{Cpu} 1.31.0, {Binding} 1.31.0" },
        { "1.32.0", "1.31.0 1.32.0 1.32.1", "1.31.0 1.32.0 1.32.1", Both,
            $"{Cpu} 1.32.1, {Gpu} 1.32.0, {Binding} 1.32.1" },
    };

    /// <summary>The same, of what is served less often.</summary>
    public static TheoryData<string, string, string, string, string> RareRuntimes => new()
    {
        { "1.31.0 1.32.0 1.33.0", "1.32.0", "1.31.0 1.32.0 1.33.0", GpuElseCpu, $"{Gpu} 1.32.0, {Binding} 1.32.0" },
        { "1.32.0", "", "1.32.1", GpuElseCpu, $"{Gpu} 1.32.0, {Binding} 1.32.1" },
        { "1.31.0 1.32.1", "1.32.1", "1.31.1 1.32.0", GpuElseCpu, $"{Gpu} 1.31.0, {Binding} 1.31.1" },
        { "1.32.0", "1.32.0", "1.32.0", Cpu, $"{Cpu} 1.32.0, {Binding} 1.32.0" },
        { "1.31.0 1.32.0", "1.31.0", "1.31.0 1.32.0", Both, $"{Cpu} 1.31.0, {Gpu} 1.31.0, {Binding} 1.31.0" },
        { "1.32.0", "1.31.0", "1.31.0 1.32.0", Both, $"{Cpu} 1.31.0, {Binding} 1.31.0" },
    };

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void Ask_VersionsOfRuntime_TakesThoseThatFit(
        string gpu, string cpu, string binding, string question, string expected) =>
        Compare(gpu, cpu, binding, question, expected);

    [Theory]
    [MemberData(nameof(RareRuntimes))]
    public void Ask_RareVersionsOfRuntime_TakesThoseThatFit(
        string gpu, string cpu, string binding, string question, string expected)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FINERCUT_WHOLE") == "1",
            "A long test: set FINERCUT_WHOLE=1 to run it.");
        Compare(gpu, cpu, binding, question, expected);
    }

    private static void Compare(string gpu, string cpu, string binding, string question, string expected)
    {
        using FolderFeed feed = FolderFeed.OfWishes(Wishes);
        Split(gpu).ForEach(version => feed.AddNative(Gpu, version));
        Split(cpu).ForEach(version => feed.AddNative(Cpu, version));
        Split(binding).ForEach(version => feed.AddBinding(version));

        (int exitCode, IReadOnlyDictionary<string, string> versions) = Ask(feed, question);

        Assert.Equal(0, exitCode);
        Assert.Equal(expected, string.Join(", ", versions
            .Where(version => version.Key.StartsWith(Cpu, StringComparison.Ordinal))
            .OrderBy(version => version.Key, StringComparer.Ordinal)
                .Select(version => $"{version.Key} {version.Value}")));
    }

    [Theory]
    [InlineData("2.0.2 2.1.0", "2.0.2")]
    [InlineData("1.9.0 2.0.0", "2.0.0")]
    [InlineData("1.0.0 2.0.1 3.0.0", "2.0.1")]
    public void Ask_VersionsOfOtherPackage_TakesTheNearest(string served, string expected)
    {
        using FolderFeed feed = FeedWithRuntime().Remove("Needed", "2.0.1");
        Split(served).ForEach(version => feed.Add("Needed", version));

        (int exitCode, IReadOnlyDictionary<string, string> versions) = Ask(feed, GpuElseCpu);

        Assert.Equal((0, expected), (exitCode, versions["Needed"]));
    }

    [Fact]
    public void Ask_PackageNeedsHigherVersionOfAnother_TakesThatVersion()
    {
        using FolderFeed feed = FeedWithRuntime().Remove("Needed", "2.0.1")
            .Add("Needed", "2.0.2", ("Shared", "3.1.0"))
            .Add("Shared", "3.1.0");

        (int exitCode, IReadOnlyDictionary<string, string> versions) = Ask(feed, GpuElseCpu);

        Assert.Equal((0, "2.0.2", "3.1.0"), (exitCode, versions["Needed"], versions["Shared"]));
    }

    [Fact]
    public void Ask_TestPackageIsMissing_LeavesItOut()
    {
        using FolderFeed feed = FeedWithRuntime().Remove("Test.Only", "1.0.0");

        (int exitCode, IReadOnlyDictionary<string, string> versions) = Ask(feed, GpuElseCpu);

        Assert.Equal((0, false, true), (exitCode, versions.ContainsKey("Test.Only"), versions.ContainsKey("Needed")));
    }

    [Fact]
    public void Ask_NeededPackageIsMissing_Fails()
    {
        using FolderFeed feed = FeedWithRuntime().Remove("Needed", "2.0.1");

        Assert.Equal(1, Ask(feed, GpuElseCpu).ExitCode);
    }

    [Fact]
    public void Ask_NoRuntime_Fails()
    {
        using FolderFeed feed = FolderFeed.OfWishes(Wishes);

        Assert.Equal(1, Ask(feed, GpuElseCpu).ExitCode);
    }

    [Fact]
    public void Ask_FeedIsDown_TakesWhatTheCacheHas()
    {
        using FolderFeed feed = FeedWithRuntime().Remove("Needed", "2.0.1").Add("Needed", "2.0.3");
        Assert.Equal(0, Ask(feed, GpuElseCpu).ExitCode);

        (int exitCode, IReadOnlyDictionary<string, string> versions) = Ask(feed.TakeDown(), GpuElseCpu);

        Assert.Equal((0, "2.0.3", "1.32.0"), (exitCode, versions["Needed"], versions[Gpu]));
        XDocument answer = XDocument.Load(AnswerPathOf(feed));
        Assert.Equal(feed.CachePath, answer.Descendants("RestoreSources").Single().Value.TrimEnd('/', '\\'));
        Assert.Empty(File.ReadAllLines(Path.ChangeExtension(AnswerPathOf(feed), ".txt")));
    }

    [Fact]
    public void Ask_FeedIsDownAndCacheIsEmpty_Fails()
    {
        using FolderFeed feed = FeedWithRuntime().TakeDown();

        Assert.Equal(1, Ask(feed, GpuElseCpu).ExitCode);
    }

    [Fact]
    public void Read_OwnWishes_FindsRuntimeAndTestPackages()
    {
        IReadOnlyList<Wish> wishes = Wish.Read(Repository.PathOf("Directory.Packages.props"));

        Assert.Contains(wishes, wish => wish is { Name: Gpu, IsOptional: false });
        Assert.Contains(wishes, wish => wish is { Name: "xunit.v3", IsOptional: true });
    }

    private static FolderFeed FeedWithRuntime() =>
        FolderFeed.OfWishes(Wishes).AddNative(Gpu, "1.32.0").AddBinding("1.32.0");

    private static List<string> Split(string versions) =>
        [.. versions.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static (int ExitCode, IReadOnlyDictionary<string, string> Versions) Ask(FolderFeed feed, string runtimes)
    {
        string answer = AnswerPathOf(feed);
        Directory.CreateDirectory(feed.WorkPath);
        File.Delete(answer);
        Question question = Question.Parse(["", answer, runtimes]);
        int exitCode = new Probe(new Restore(Path.Combine(feed.WorkPath, "probe")), Wishes).Ask(question);
        Assert.Equal(exitCode == 0, File.Exists(answer));
        return (exitCode, exitCode == 0 ? VersionsOf(answer) : new Dictionary<string, string>());
    }

    private static string AnswerPathOf(FolderFeed feed) => Path.Combine(feed.WorkPath, "answer.props");

    /// <summary>Reads the versions, and checks that all files that the answer depends on are there.</summary>
    private static Dictionary<string, string> VersionsOf(string answer)
    {
        Assert.All(
            File.ReadAllLines(Path.ChangeExtension(answer, ".txt")), path => Assert.True(File.Exists(path), path));
        return XDocument.Load(answer).Descendants("PackageVersion").ToDictionary(
            element => element.Attribute("Update")!.Value,
            element => element.Attribute("Version")!.Value.Trim('[', ']'));
    }
}
