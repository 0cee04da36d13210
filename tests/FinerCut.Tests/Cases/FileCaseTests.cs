using FinerCut.Commands.Prune;
using FinerCut.Commands.Verify;
using FinerCut.TestModels.Files;
using FinerCut.Tests.Folders;
using FinerCut.Verification;

namespace FinerCut.Tests.Cases;

/// <summary>What people bring whose files are unusual: every command works on them, as given and as links.</summary>
public sealed class FileCaseTests
{
    [Theory]
    [InlineData("shared_init")]
    [InlineData("nemo_end_mlp")]
    [InlineData("checksum")]
    [InlineData("subfolder")]
    [InlineData("adapter-file")]
    [InlineData("bom-config")]
    [InlineData("orphan-data")]
    public void Everything_OfCase_Works(string name)
    {
        using CaseRun run = CaseRun.Require(name);
        Check(run);
    }

    [Theory]
    [InlineData("shared_init")]
    [InlineData("checksum")]
    [InlineData("subfolder")]
    [InlineData("bom-config")]
    public void Everything_OfCaseInAHubCache_Works(string name)
    {
        using TestModels.Files.TemporaryFolder temporary = new();
        using CaseRun run = new(HubCache.Of(SharedData.Require("cases", name), temporary.Combine("cache")));
        Check(run);
    }

    private static void Check(CaseRun run)
    {
        PruneResult searched = run.Search();
        AssertSame(run.Verify(searched.Output!));
        PruneResult removed = run.Remove([.. searched.Plan.Source.Sublayers.Where((_, index) => index % 3 == 1)]);
        AssertSame(run.Verify(removed.Output!));
        Assert.True(run.Gate().Bytes > 0);
        Assert.Equal(searched.Plan.Removed, run.Apply(searched.Output!).Plan.Removed);
    }

    private static void AssertSame(VerifyResult result) =>
        Assert.Empty(result.Findings.Where(finding => finding.Result == FindingResult.Differs)
            .Select(finding => $"{finding.Check}: {finding.Detail}"));
}
