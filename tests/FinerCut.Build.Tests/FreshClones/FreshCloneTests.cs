using FinerCut.Build.Tests.Feeds;
using PackageProbe;

namespace FinerCut.Build.Tests.FreshClones;

/// <summary>The README's first commands on fresh clones, against feeds that serve other things than the wanted
/// versions. About a minute a feed, so only where <c>FINERCUT_FRESH_CLONES</c> names a file to append a line of
/// Markdown to for each feed. All projects are restored; of the tests one project is built and run.</summary>
public class FreshCloneTests
{
    private const string Gpu = "Microsoft.ML.OnnxRuntime.Gpu";
    private const string Cpu = "Microsoft.ML.OnnxRuntime";
    private const string Binding = RuntimeSearch.Binding;
    private const string DeadFeed = "http://127.0.0.1:9/v3/index.json";

    private static readonly string? TablePath = Environment.GetEnvironmentVariable("FINERCUT_FRESH_CLONES");

    private static readonly Dictionary<string, Func<CachedFeed, CachedFeed>> Changes = new()
    {
        ["wanted versions"] = feed => feed,
        ["newer ones only"] = feed => feed
            .Renumber($"{Gpu}.Linux", "1.33.1")
            .Renumber($"{Gpu}.Windows", "1.33.1").Renumber(Gpu, "1.33.1").Renumber(Binding, "1.33.1").Remove(Cpu)
            .Renumber("System.CommandLine", "3.0.7")
                .Renumber("Microsoft.ML.Tokenizers", "2.0.9")
                .Renumber("CsCheck", "5.9.0"),
        ["older ones only"] = feed => feed
            .Renumber($"{Gpu}.Linux", "1.31.0")
            .Renumber($"{Gpu}.Windows", "1.31.0").Renumber(Gpu, "1.31.0").Renumber(Binding, "1.31.0").Remove(Cpu)
            .Renumber("System.CommandLine", "2.9.0")
                .Renumber("Microsoft.ML.Tokenizers", "2.0.0")
                .Renumber("CsCheck", "5.0.0"),
        ["CPU package only"] = feed => feed.Remove(Gpu),
        ["Gpu package only"] = feed => feed.Remove(Cpu),
        ["Gpu at a patch level that the binding lacks"] = feed => feed.Renumber(Gpu, "1.32.1"),
        ["Gpu older than every binding"] = feed => feed.Renumber(Gpu, "1.31.0"),
        ["no BenchmarkDotNet"] = feed => feed.Remove("BenchmarkDotNet"),
    };

    [Theory]
    [InlineData("wanted versions", $"{Gpu} 1.32.0", true)]
    [InlineData("newer ones only", $"{Gpu} 1.33.1", true)]
    [InlineData("older ones only", $"{Gpu} 1.31.0", true)]
    [InlineData("CPU package only", $"{Cpu} 1.32.0", true)]
    [InlineData("Gpu package only", $"{Gpu} 1.32.0", true)]
    [InlineData("Gpu at a patch level that the binding lacks", $"{Cpu} 1.32.0", true)]
    [InlineData("Gpu older than every binding", $"{Cpu} 1.32.0", true)]
    [InlineData("no BenchmarkDotNet", $"{Gpu} 1.32.0", false)]
    public void Commands_FeedWithOtherVersions_Succeed(string name, string expected, bool canTest)
    {
        SkipUnlessAsked();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("finercut feed ");
        IReadOnlyList<Wish> wishes = Wish.Read(Repository.PathOf("Directory.Packages.props"));
        CachedFeed feed = new(folder.FullName, wishes);
        Assert.SkipUnless(
            feed.Has(Cpu, "1.32.0") && feed.Has(Gpu, "1.32.0"),
            "the package cache lacks ONNX Runtime 1.32.0 in both packages");
        Changes[name](feed);

        Try(name, folder.FullName, cache: null, expected, canTest);
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Commands_FeedOfToday_Succeed()
    {
        SkipUnlessAsked();
        Try("today's", feed: null, cache: null, expected: null, canTest: true);
    }

    [Fact]
    public void Commands_FeedIsDownAndCacheIsFilled_Succeed()
    {
        SkipUnlessAsked();
        Try("down, cache filled", DeadFeed, CachedFeed.CachePath, $"{Gpu} 1.32.0", canTest: true);
    }

    private static void Try(string name, string? feed, string? cache, string? expected, bool canTest)
    {
        using FreshClone clone = new(feed, cache);
        (int exitCode, string output) =
            clone.Dotnet("run --project src/FinerCut.Cli -- prune models/tales-3m --ratio 0.25");
        (int buildCode, string build) = clone.Dotnet("build src/FinerCut.Cli --nologo");
        (int restoreCode, string restore) = canTest ? clone.Dotnet("restore --nologo") : (0, "");
        (int testCode, string tests) = canTest ? clone.Dotnet("test --project tests/FinerCut.Onnx.Tests") : (0, "");
        string runtime = FreshClone.RuntimeOf(build);
        string tested = canTest ? Say(restoreCode | testCode) : "not tried";
        File.AppendAllText(TablePath!, $"| {name} | {runtime} | {Say(exitCode | buildCode)} | {tested} |\n");

        Assert.True(exitCode == 0, output);
        Assert.True(buildCode == 0, build);
        Assert.True(restoreCode == 0, restore);
        Assert.True(testCode == 0, tests);
        Assert.Equal(expected ?? runtime, runtime);
        Assert.NotEqual("none", runtime);
    }

    private static string Say(int exitCode) => exitCode == 0 ? "passed" : "failed";

    private static void SkipUnlessAsked()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(TablePath), "FINERCUT_FRESH_CLONES is not set");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the home folder of NuGet's settings cannot be moved there");
    }
}
