using FinerCut.Cli.Diagnostics;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>What people bring that no command can take: each is refused at once, by its own number.</summary>
public class CaseTests
{
    [Theory]
    [InlineData("config-surrogate", "FC1014", "surrogate")]
    [InlineData("pipeline-config", "FC1037", "embeddings.onnx, transformer.onnx, lm_head.onnx")]
    [InlineData("epcontext", "FC2061", "EPContext")]
    [InlineData("ortformat", "FC1034", "ORT")]
    public void Model_OfCase_IsRefusedByEveryCommand(string name, string code, string text)
    {
        string model = SharedData.Require("cases", name);
        using BadInputRun run = new();

        Assert.All<string[]>(
            [
                ["inspect", model],
                ["prune", model, "--ratio", "0.25", "-o", run.Target, "-q"],
                ["prune", model, "--remove", "0.attn", "-o", run.Target, "-q"],
                ["gate", model, "-o", run.Target, "-q"],
                ["verify", run.Model, "--against", model, "-q"],
            ],
            args => Assert.Contains(text, run.Refuses(code, ExitCode.BadModel, args), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("p1e400.json", "$.removed[0].distance")]
    [InlineData("p1e400b.json", "$.removed[0].distance")]
    [InlineData("esc.json", "is not the name of a sublayer")]
    public void Plan_OfCase_IsRefused(string name, string text)
    {
        string plan = SharedData.Require("cases", "plan-1e400", name);
        using BadInputRun run = new();

        Assert.Contains(
            text, run.Refuses("FC4052", ExitCode.BadModel, "inspect", plan), StringComparison.Ordinal);
        run.Refuses("FC4052", ExitCode.BadModel, "apply", plan, run.Model, "-o", run.Target, "-q");
    }
}
