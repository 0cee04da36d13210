using System.Globalization;
using System.Text.RegularExpressions;
using FinerCut.Plans;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>Searches in processes that are stopped, softly and hard, and started again.</summary>
public sealed partial class ResumeProcessTests : IDisposable
{
    private const int Steps = 8;

    private readonly TemporaryFolder _folder = new();

    private string StatePath => _folder.Combine("pruned.search.json");

    [Fact]
    public async Task Kill_AgainAndAgain_PlansWhatAnUninterruptedRunPlansButForTheWork()
    {
        string expected = await Plan("whole");
        Random random = new(1);
        List<string> errors = [];
        int lastStep = 0;
        while (lastStep + 2 < Steps)
        {
            using FinerCutProcess process = Start("pruned");
            // The step after the last one told may be kept already; the next one is always told.
            await process.WaitForError(string.Create(CultureInfo.InvariantCulture, $" {lastStep + 2}/{Steps} "));
#pragma warning disable CA5394 // no secret: any moment will do
            await Task.Delay(random.Next(0, 100), TestContext.Current.CancellationToken);
#pragma warning restore CA5394
            process.Kill();
            errors.Add((await process.Finish()).Error);
            // The last step may not have been written yet; the one before is.
            Assert.True(
                FirstStepOf(errors[^1]) >= lastStep, $"more than a step was lost:\n{string.Join("\n---\n", errors)}");
            lastStep = LastStepOf(errors[^1]);
        }

        Assert.Equal(WorkCount.Hide(expected), WorkCount.Hide(await Plan("pruned")));
        Assert.Contains(
            errors, error => error.Contains("\nResume     continuing after step ", StringComparison.Ordinal));
        Assert.False(File.Exists(StatePath));
        Assert.False(File.Exists(StatePath + ".tmp"));
    }

    [Fact]
    public async Task Interrupt_InTheMiddleOfTheSearch_LeavesTheStateAndSaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no kill on Windows");
        using FinerCutProcess process = Start("pruned");
        await process.WaitForError($" 2/{Steps} ");
        process.Signal("INT");
        (int code, string output, string error) = await process.Finish();

        Assert.Equal((130, ""), (code, output));
        Assert.Matches(
            $"\ncancelled: stopped on request; nothing half-written is left.\nThe search is kept after step "
                + $"[2-{Steps}] in '{Regex.Escape(StatePath)}'; the same command goes on from there.\n$", error);
        Assert.Equal([StatePath], Directory.GetFileSystemEntries(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private FinerCutProcess Start(string target) => FinerCutProcess.Start(
        "prune", Path.Combine(
            SharedData.RepositoryRoot,
            "models",
            "tales-3m"), "--count", $"{Steps}", "--search", "lazy", "--threads", "1",
        "--samples", "2", "--sample-tokens", "32", "-o", _folder.Combine(target));

    private async Task<string> Plan(string target)
    {
        using FinerCutProcess process = Start(target);
        (int code, _, string error) = await process.Finish();
        Assert.True(code == 0, error);
        return await File.ReadAllTextAsync(
            _folder.Combine(target, PruningPlan.FileName), TestContext.Current.CancellationToken);
    }

    /// <summary>The first step that a run took.</summary>
    private static int FirstStepOf(string error) =>
        StepLine().Match(error) is { Success: true } match ? NumberOf(match) : Steps;

    private static int LastStepOf(string error) =>
        StepLine().Matches(error) is { Count: > 0 } matches ? NumberOf(matches[^1]) : 0;

    private static int NumberOf(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ +(\d+)/\d+ ", RegexOptions.Multiline)]
    private static partial Regex StepLine();
}
