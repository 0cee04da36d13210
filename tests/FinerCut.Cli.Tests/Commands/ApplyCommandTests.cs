using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Tests.Fakes;
using FinerCut.Cli.Tests.Snapshots;
using FinerCut.Commands.Apply;
using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.Search.Budgets;

namespace FinerCut.Cli.Tests.Commands;

public class ApplyCommandTests
{
    [Theory]
    [InlineData("apply-summary", "-q")]
    [InlineData("apply-json", "--json -q")]
    public void Screen_Redirected_MatchesSnapshot(string name, string options)
    {
        using CliRun run = new();
        run.Run(["apply", "order.plan.json", "models/tales-3m", "--ratio", "0.25", .. options.Split(' ')]);
        Snapshot.Match(name, run.Transcript);
    }

    [Fact]
    public void Options_OnlyPlanAndModel_AreTheLibrarysDefaults()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run("apply", "p.json", "m"));
        Assert.Equal(new ApplyOptions { Plan = "p.json", Model = "m" }, run.Library.AskedToApply);
    }

    [Theory]
    [InlineData("--ratio 0.4", 0.4, null, null)]
    [InlineData("--count 7", null, 7, null)]
    [InlineData("--max-distance 0.05", null, null, 0.05)]
    public void Options_AllGiven_ReachTheLibrary(string amount, double? ratio, int? count, double? distance)
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Done, run.Run(
            $"apply p.json m {amount} -o out --keep-cache-indices --force --threads 2 --provider cpu --json -q"
                .Split(' ')));
        ApplyOptions expected = new()
        {
            Plan = "p.json",
            Model = "m",
            Budget = ratio is { } share ? new RatioBudget(share)
                : count is { } number ? new CountBudget(number)
                : new DistanceBudget(distance!.Value),
            Output = new() { Path = "out", KeepCacheIndices = true, Force = true },
            Runtime = new() { Threads = 2, Provider = ProviderChoice.Cpu },
        };
        Assert.Equal(expected, run.Library.AskedToApply);
    }

    [Theory]
    [InlineData("FC4054", 65)]
    [InlineData("FC4055", 64)]
    [InlineData("FC4056", 66)]
    public void Error_FromTheLibrary_HasItsExitCode(string code, int exit)
    {
        using CliRun run =
            new() { Library = new FakeLibrary { OnApply = (_, _) => throw new DiagnosticException(code, "No.") } };
        Assert.Equal(exit, (int)run.Run("apply", "p.json", "m"));
    }

    [Fact]
    public void Amounts_Two_AreRefused()
    {
        using CliRun run = new();
        Assert.Equal(ExitCode.Usage, run.Run("apply", "p.json", "m", "--ratio", "0.4", "--count", "3"));
        Assert.StartsWith(
            "error FC4010: --ratio and --count contradict each other", run.Error, StringComparison.Ordinal);
        Assert.Null(run.Library.AskedToApply);
    }
}
