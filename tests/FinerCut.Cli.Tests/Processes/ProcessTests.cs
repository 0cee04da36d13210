using FinerCut.Execution.Cuda;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

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
        Assert.Matches(
            @"^finercut \d+\.\d+\.\d+\nONNX Runtime \d+\.\d+\.\d+ \(.*CPUExecutionProvider\)\n"
                + @"(CUDA cannot be used: [^\n]+\n)?$",
            output);
    }

    [Theory]
    [InlineData("auto", 0, "^$")]
    [InlineData("cuda", 1, "^error FC50(13|41|42): CUDA cannot be used: [^\n]+\n$")]
    public async Task Provider_NoCudaHere_NothingNativeIsOnStandardError(string provider, int exit, string expected)
    {
        Assert.SkipWhen(CudaSupport.CanRun, "this machine has CUDA");
        using TemporaryFolder folder = new();
        string model = TinyDecoder.Write(folder.Combine("model")).Folder;
        using FinerCutProcess process =
            FinerCutProcess.Start("prune", model, "--remove", "0.ffn", "-q", "--provider", provider);
        (int code, _, string error) = await process.Finish();

        Assert.Equal(exit, code);
        Assert.Matches(expected, error);
    }

    [Fact]
    public async Task UsageError_Redirected_IsPlainTextOnStandardErrorAlone()
    {
        using FinerCutProcess process = FinerCutProcess.Start("prune", "model", "--ratio", "0,25");
        (int code, string output, string error) = await process.Finish();

        Assert.Equal(64, code);
        Assert.Empty(output);
        Assert.Equal("error FC4008: --ratio '0,25' is not a number; write it such as --ratio 0.25 or 25%.\n", error);
    }

    [Theory]
    [InlineData("", "1", true)]
    [InlineData("1", "1", false)]
    [InlineData("", "", false)]
    public async Task Colours_Redirected_AreThoseThatAreForced(string noColor, string forceColor, bool expected)
    {
        using FinerCutProcess process = FinerCutProcess.Start(new FinerCutLaunch
        {
            Arguments = ["prune"],
            Environment = new Dictionary<string, string?> { ["NO_COLOR"] = noColor, ["FORCE_COLOR"] = forceColor },
        });
        (int code, _, string error) = await process.Finish();

        Assert.Equal(64, code);
        Assert.Equal(expected, error.Contains('\e', StringComparison.Ordinal));
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
