using FinerCut.Cli.Diagnostics;
using FinerCut.Plans;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Folders that may not be written.</summary>
public class TargetTests
{
    [Theory]
    [InlineData("model")]
    [InlineData("model/")]
    [InlineData("model/pruned")]
    [InlineData("model/a/../pruned")]
    [InlineData(".")]
    public void Target_NotApartFromTheModel_IsRefused(string target)
    {
        using BadInputRun run = new();
        run.RefusesToPrune("FC4026", ExitCode.Usage, "-o", run.Combine(target));
        run.RefusesToPrune("FC4026", ExitCode.Usage, "-o", run.Combine(target), "--force");
    }

    [Fact]
    public void Target_LinkIntoTheModel_IsRefused()
    {
        using BadInputRun run = new();
        Directory.CreateSymbolicLink(run.Combine("link"), run.Model);
        run.RefusesToPrune("FC4026", ExitCode.Usage, "-o", run.Combine("link", "pruned"));
    }

    [Fact]
    public void Target_ThereWithoutForce_IsRefused()
    {
        using BadInputRun run = new();
        Directory.CreateDirectory(run.Target);
        run.RefusesToPrune("FC4022", ExitCode.Usage);
    }

    [Fact]
    public void Target_DefaultOneThere_IsRefused()
    {
        using BadInputRun run = new();
        Directory.CreateDirectory(run.Combine("model-pruned-25pct"));
        string line = run.Refuses("FC4022", ExitCode.Usage, "prune", run.Model, "--ratio", "0.25", "-q");
        Assert.Contains("--force", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Target_ForeignFolder_IsRefusedInSpiteOfForce()
    {
        using BadInputRun run = new();
        Directory.CreateDirectory(run.Target);
        File.WriteAllText(Path.Combine(run.Target, "thesis.txt"), "years of work");
        Assert.Contains(
            PruningPlan.FileName, run.RefusesToPrune("FC4024", ExitCode.Usage, "--force"), StringComparison.Ordinal);
    }

    [Fact]
    public void Target_IsAFile_IsRefused()
    {
        using BadInputRun run = new();
        run.RefusesToPrune("FC4023", ExitCode.Usage, "-o", run.WriteFile("file", "x"), "--force");
    }

    [Fact]
    public void Target_BelowAFile_IsRefused()
    {
        using BadInputRun run = new();
        run.RefusesToPrune("FC5002", ExitCode.FellShort, "-o", Path.Combine(run.WriteFile("file", "x"), "pruned"));
    }

    [Fact]
    public void Target_WhereNothingCanBeWritten_IsRefused()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "there is no /proc on this system");
        using BadInputRun run = new();
        run.RefusesToPrune("FC5002", ExitCode.FellShort, "-o", "/proc/self/pruned");
    }

    [Fact]
    public void Target_FoldersAboveMissing_AreTakenAwayAgain()
    {
        using BadInputRun run = new();
        run.RefusesToPrune(
            "FC3015",
            ExitCode.MissingInput,
            "-o",
            run.Combine("a", "b", "pruned"),
            "--calibration",
            run.Combine("none.txt"));
    }
}
