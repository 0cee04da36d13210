using FinerCut.Fuzzing.Runs;
using FinerCut.Fuzzing.Subjects;

namespace FinerCut.Cli.Tests.Fuzzing;

/// <summary>
/// Damaged inputs of every kind, each run by the commands that read that kind, in a process of its own. The variable
/// <c>FINERCUT_FUZZ</c> names a file for the table of a longer run.
/// </summary>
public class FuzzTests
{
    private const string Variable = "FINERCUT_FUZZ";
    private const int InputsAlways = 2_000;
    internal const int InputsOnDemand = 12_000;
    private const int MostShown = 20;

    [Fact]
    public async Task Commands_OfDamagedInputs_RefuseOrFinishWithinLimits()
    {
        string? table = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? file : null;
        IReadOnlyList<FuzzResult> results = await FuzzCampaign.Run(table is null ? InputsAlways : InputsOnDemand);
        if (table is not null)
        {
            File.WriteAllText(table, FuzzTable.Of(results));
        }

        FuzzResult[] failures = [.. results.Where(result => result.Failure is not null)];
        string shown = string.Join('\n', failures.Take(MostShown).Select(Show));
        Assert.True(failures.Length == 0, $"{failures.Length} of {results.Count}:\n{shown}");
        Assert.Equal(Enumerable.Range(0, results.Count), results.Select(result => result.Number));
        Assert.All(SubjectCatalog.Names, name => ReachesBothEnds([.. results.Where(result => result.Subject == name)]));
        Assert.InRange(results.Sum(result => result.VerifiedFolders), results.Count / 40, results.Count);
    }

    /// <summary>Damage that is always refused at once, or never, would try little.</summary>
    private static void ReachesBothEnds(FuzzResult[] results)
    {
        int done = results.Count(result => result.Endings.All(ending => ending == "0"));
        Assert.InRange(done, results.Length / 100, results.Length - (results.Length / 100));
    }

    private static string Show(FuzzResult result) =>
        $"{result.Number}, {result.Subject}, {result.Failure} ({result.Seconds:f1} s, {result.MemoryBytes / 1e6:f0} "
            + "MB): "
            + $"{result.Description}\n{result.Evidence}";
}
