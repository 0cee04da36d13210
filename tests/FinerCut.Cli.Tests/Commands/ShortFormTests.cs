using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Commands.Apply;
using FinerCut.Commands.Generate;
using FinerCut.Commands.Prune;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Search;
using FinerCut.Search.Budgets;

namespace FinerCut.Cli.Tests.Commands;

/// <summary>What people type who know other tools.</summary>
public class ShortFormTests
{
    [Fact]
    public void Prune_ShortForms_AreTheLongOnes()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("prune m -r 25% -o out -t 2 -f -q -v".Split(' ')));
        PruneOptions expected = new()
        {
            Model = "m",
            Budget = new RatioBudget(0.25),
            Output = new() { Path = "out", Force = true },
            Runtime = new() { Threads = 2 },
            Calibration = new() { StandardInput = run.Library.AskedFor!.Calibration.StandardInput },
        };
        Assert.Equivalent(expected, run.Library.AskedFor, strict: true);
    }

    [Fact]
    public void Apply_ShortForms_AreTheLongOnes()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("apply p m -r 40% -o out -t 1 -f -q".Split(' ')));
        ApplyOptions expected = new()
        {
            Plan = "p",
            Model = "m",
            Budget = new RatioBudget(0.4),
            Output = new() { Path = "out", Force = true },
            Runtime = new() { Threads = 1 },
        };
        Assert.Equivalent(expected, run.Library.AskedToApply, strict: true);
    }

    [Theory]
    [InlineData("generate m Once -n 7 -s 3 -t 2")]
    [InlineData("generate m -p Once -n 7 -s 3 -t 2")]
    [InlineData("generate -t 2 m -n 7 Once -s 3")]
    [InlineData("generate m --prompt Once --max-tokens 7 --seed 3 --threads 2")]
    public void Generate_ShortForms_AreTheLongOnes(string line)
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run(line.Split(' ')));
        GenerateOptions asked = run.Library.AskedToGenerate!;
        Assert.Equal(("m", "Once", 7, 3, 2), (asked.Model, asked.Prompt, asked.MaxTokens, asked.Seed, asked.Threads));
    }

    [Theory]
    [InlineData("- one\n- two")]
    [InlineData("-5 degrees")]
    [InlineData("")]
    public void Generate_TextBehindTheModel_IsThePrompt(string text)
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("generate", "m", text));
        Assert.Equal(text, run.Library.AskedToGenerate!.Prompt);
    }

    [Fact]
    public void Generate_DashBehindTheModel_IsStandardInput()
    {
        using CliRun run = new() { Input = "First line\n" };
        run.Run("generate", "m", "-");
        Assert.Equal("First line\n", run.Library.AskedToGenerate!.Prompt);
    }

    [Theory]
    [InlineData("--ratio 25%", 0.25)]
    [InlineData("--ratio 33.3%", 0.333)]
    [InlineData("--ratio 0.25", 0.25)]
    public void Ratio_AsAPercentage_IsAShare(string option, double expected)
    {
        using CliRun run = new();
        run.Run($"prune m {option}".Split(' '));
        Assert.Equal(new RatioBudget(expected), run.Library.AskedFor!.Budget);
    }

    [Fact]
    public void Ratio_PercentageWithABlank_IsAShare()
    {
        using CliRun run = new();
        run.Run("prune", "m", "--until", "100 %");
        Assert.Equal(new OrderBudget(1), run.Library.AskedFor!.Budget);
    }

    [Theory]
    [InlineData("JS", DistanceMetric.Js)]
    [InlineData("Js-Official", DistanceMetric.JsOfficial)]
    [InlineData("js_official", DistanceMetric.JsOfficial)]
    [InlineData("KL", DistanceMetric.Kl)]
    [InlineData("Angular", DistanceMetric.Angular)]
    public void Metric_InAnyCase_IsKnown(string word, DistanceMetric expected)
    {
        using CliRun run = new();
        string[] line = ["prune", "m", "--count", "2", "--metric", word, "--search", "Exhaustive", "--provider", "CPU"];
        Assert.Equal(ExitCode.Done, run.Run(line));
        PruneOptions asked = run.Library.AskedFor!;
        Assert.Equal(
            (expected,
                SearchPolicyName.Exhaustive,
                ProviderChoice.Cpu), (asked.Search.Metric, asked.Search.Policy, asked.Runtime.Provider));
    }

    [Theory]
    [InlineData("2G", 2_000_000_000L)]
    [InlineData("500M", 500_000_000L)]
    [InlineData("2GiB", 2_147_483_648L)]
    [InlineData("2gi", 2_147_483_648L)]
    public void Memory_WithoutTheB_IsTaken(string size, long expected)
    {
        using CliRun run = new();
        run.Run("prune", "m", "--count", "2", "--memory", size);
        Assert.Equal(expected, run.Library.AskedFor!.Runtime.MemoryBytes);
    }

    [Theory]
    [InlineData("--bytes 5M", "5M")]
    [InlineData("--parameters 2G", "2G")]
    [InlineData("--kv-cache 2k", "2k")]
    public void Saving_WithoutTheB_IsTaken(string option, string text)
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run($"prune m {option}".Split(' ')));
        Assert.Equal(text, Assert.IsType<SavingBudget>(run.Library.AskedFor!.Budget).Text);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("7.*")]
    [InlineData("3-5")]
    public void Remove_Patterns_ReachTheLibrary(string pattern)
    {
        using CliRun run = new();
        run.Run("prune", "m", "--remove", pattern);
        Assert.Equal([pattern], Assert.IsType<RemovalListBudget>(run.Library.AskedFor!.Budget).Sublayers);
    }

    [Theory]
    [InlineData("help prune", "prune --help")]
    [InlineData("help help", "help --help")]
    [InlineData("help", "--help")]
    [InlineData("help -v tokens", "tokens --help")]
    public void Help_AsACommand_ShowsThePage(string line, string same)
    {
        using CliRun run = new();
        using CliRun other = new();
        Assert.Equal((ExitCode.Done, ExitCode.Done), (run.Run(line.Split(' ')), other.Run(same.Split(' '))));
        Assert.Equal(other.Output, run.Output);
        Assert.Empty(run.Error);
    }
}
