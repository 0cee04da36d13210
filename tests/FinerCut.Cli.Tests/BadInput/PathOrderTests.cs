using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>Paths are looked at before a model, which may take minutes to open: here it is damaged, and the path is
/// told.</summary>
public class PathOrderTests
{
    [Theory]
    [InlineData("FC3015", "none.txt")]
    [InlineData("FC3015", "none/rows.npy")]
    [InlineData("FC3020", "none-*.jsonl")]
    [InlineData("FC4016", "rows.csv")]
    public void Calibration_OfADamagedModel_IsToldFirst(string code, string name)
    {
        using BadInputRun run = Damaged();
        ExitCode exit = ExitCodes.For(code);
        string path = run.Combine(name);

        run.RefusesToPrune(code, exit, "--calibration", path);
        run.RefusesToPrune(code, exit, "--calibration", path, "--dry-run");
        run.RefusesToPrune(code, exit, "--calibration", path, "--remove", "1.attn");
        run.Refuses(code, exit, "prune", run.Model, "--show-calibration", "-q", "--calibration", path);
        run.Refuses(code, exit, "verify", run.Model, "--against", run.Model, "-q", "--text", path);
    }

    [Fact]
    public void Calibration_BehindStandardInput_IsToldWithoutReadingIt()
    {
        using BadInputRun run = Damaged();
        run.RefusesToPrune(
            "FC3015", ExitCode.MissingInput, "--calibration", "-", "--calibration", run.Combine("none.txt"));
    }

    [Theory]
    [InlineData("--samples", "0")]
    [InlineData("--sample-tokens", "1")]
    public void Sizes_OfADamagedModel_AreToldFirst(string option, string value)
    {
        using BadInputRun run = Damaged();
        run.RefusesToPrune("FC4015", ExitCode.Usage, option, value);
        run.Refuses("FC4015", ExitCode.Usage, "verify", run.Model, "--against", run.Model, "-q", option, value);
    }

    [Fact]
    public void Target_OfADamagedModel_IsToldFirst()
    {
        using BadInputRun run = Damaged();
        Directory.CreateDirectory(run.Target);
        run.RefusesToPrune("FC4022", ExitCode.Usage);
        run.RefusesToPrune("FC4023", ExitCode.Usage, "--until", "1.0");
        run.Refuses("FC4022", ExitCode.Usage, "gate", run.Model, "-o", run.Target, "-q");
    }

    [Theory]
    [InlineData("prune", "--count", "1")]
    [InlineData("prune", "--count", "1", "--show-calibration")]
    [InlineData("gate")]
    [InlineData("generate", "--prompt", "x")]
    public void Threads_BeyondTheMachine_AreToldFirst(string command, params string[] options)
    {
        using BadInputRun run = Damaged();
        string[] line = [command, run.Model, "-q", "--threads", "100000", .. options];
        Assert.Contains("--threads 100000", run.Refuses("FC4030", ExitCode.Usage, line), StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_OfVerifyAndApply_AreToldFirst()
    {
        using BadInputRun run = Damaged();
        run.Refuses("FC4030", ExitCode.Usage, "verify", run.Model, "--against", run.Model, "-q", "--threads", "100000");
        run.Refuses(
            "FC4030", ExitCode.Usage, "apply", run.Combine("plan.json"), run.Model, "-q", "--threads", "100000");
    }

    private static BadInputRun Damaged()
    {
        BadInputRun run = new();
        File.WriteAllText(run.Decoder.ModelPath, "no model");
        return run;
    }
}
