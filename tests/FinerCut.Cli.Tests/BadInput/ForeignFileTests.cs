using FinerCut.Cli.Diagnostics;
using FinerCut.Plans;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>What is passed in the place of a model, at the command line.</summary>
public class ForeignFileTests
{
    [Fact]
    public void Plan_InThePlaceOfAModel_SaysWhatPlansAreFor()
    {
        using BadInputRun run = new();
        string plan = run.WriteFile("some.plan.json", PlanJson.Write(Fakes.Samples.Plan));

        string line = run.Refuses("FC1033", ExitCode.BadModel, "prune", plan, "--ratio", "0.25", "-q");

        Assert.Contains("finercut apply", line, StringComparison.Ordinal);
        run.Refuses("FC1033", ExitCode.BadModel, "apply", plan, plan, "-q");
        run.Refuses("FC1033", ExitCode.BadModel, "gate", plan, "-q");
    }

    [Fact]
    public void Plan_Damaged_IsRefusedByInspectAsAPlan()
    {
        using BadInputRun run = new();
        run.Refuses("FC4052", ExitCode.BadModel, "inspect", run.WriteFile("finercut.plan.json", "{ }"));
    }

    [Fact]
    public void Configuration_InThePlaceOfAModel_IsRefused()
    {
        using BadInputRun run = new();
        string line = run.Refuses("FC1032", ExitCode.BadModel, "inspect", Path.Combine(run.Model, "config.json"));
        Assert.Contains("Pass the .onnx file, or the folder", line, StringComparison.Ordinal);
    }

    [Fact]
    public void NameOnTheHub_InThePlaceOfAModel_IsRefused()
    {
        using BadInputRun run = new();
        string line = run.Refuses("FC1035", ExitCode.MissingInput, "inspect", "some-nobody/some-model");
        Assert.Contains("optimum-cli export onnx --model \"some-nobody/some-model\"", line, StringComparison.Ordinal);
        string story = run.WriteFile("story.txt", "Once");
        run.Refuses("FC1035", ExitCode.MissingInput, "tokens", "some-nobody/some-model", story);
    }
}
