namespace FinerCut.Cli.Tests.Processes;

public class ProcessTests
{
    [Fact]
    public async Task Version_Asked_NamesToolAndRuntime()
    {
        using FinerCutProcess process = FinerCutProcess.Start("--version");
        (int code, string output, string error) = await process.Finish();

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.Matches(@"^finercut \d+\.\d+\.\d+\nONNX Runtime \d+\.\d+\.\d+ \(.*CPUExecutionProvider\)\n$", output);
    }

    [Fact]
    public async Task UsageError_Redirected_IsPlainTextOnStandardErrorAlone()
    {
        using FinerCutProcess process = FinerCutProcess.Start("prune", "model", "--ratio", "0,25");
        (int code, string output, string error) = await process.Finish();

        Assert.Equal(64, code);
        Assert.Empty(output);
        Assert.Equal("error FC4008: --ratio '0,25' is not a number; write it such as --ratio 0.25.\n", error);
    }

    [Fact]
    public async Task Help_Redirected_IsOnStandardOutputAlone()
    {
        using FinerCutProcess process = FinerCutProcess.Start("--help");
        (int code, string output, string error) = await process.Finish();

        Assert.Equal(0, code);
        Assert.Empty(error);
        Assert.DoesNotContain('\e', output);
        Assert.StartsWith("Makes ONNX language models smaller", output, StringComparison.Ordinal);
    }
}
