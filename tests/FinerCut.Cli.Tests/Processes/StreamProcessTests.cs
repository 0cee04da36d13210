using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>Streams that whoever starts the process has closed, or closes while it runs.</summary>
public sealed class StreamProcessTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(40);

    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public StreamProcessTests() =>
        _model = TinyDecoder.Write(_folder.Combine("model"), new TinyDecoderOptions { Layers = 2 }).Folder;

    [Fact]
    public async Task StandardError_Closed_LeavesExitCodesAsTheyAre()
    {
        Assert.Equal(66, (await Run("2>&-", "inspect", "nothing")).Code);
        Assert.Equal(0, (await Run("2>&-", "prune", _model, "--remove", "0.ffn", "-o", _folder.Combine("out"))).Code);
    }

    [Fact]
    public async Task StandardOutput_Closed_IsANumberedError()
    {
        (int code, _, string error) = await Run(">&-", "inspect", _model);
        Assert.Equal(1, code);
        Assert.StartsWith(
            "error FC5021: The answer cannot be written to standard output: It is closed. ",
            error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tokens", "MODEL", "-")]
    [InlineData("generate", "MODEL", "--prompt", "-")]
    [InlineData(
        "prune",
        "MODEL",
        "--count",
        "1",
        "--samples",
        "1",
        "--sample-tokens",
        "8",
        "--calibration",
        "-",
        "--dry-run",
        "-q")]
    public async Task StandardInput_Closed_IsANumberedError(params string[] arguments)
    {
        (int code, _, string error) =
            await Run("<&-", [.. arguments.Select(argument => argument == "MODEL" ? _model : argument)]);
        Assert.Equal(1, code);
        Assert.Contains("error FC5052: Standard input is closed, and '-' reads it. ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StandardOutput_ReaderGone_EndsQuietlyAsBySignal()
    {
        (int code, _, string error) = await Run("| head -n 0; exit ${PIPESTATUS[0]}", "inspect", _model);
        Assert.Equal((141, ""), (code, error));
    }

    [Fact]
    public async Task StandardInput_NothingComes_IsNotWaitedForAfterASignal()
    {
        SkipOnWindows();
        using FinerCutProcess process = FinerCutProcess.Start(new FinerCutLaunch
        {
            // Open for both ends, so that it waits.
            Through = [
                "bash",
                "-c",
                $"mkfifo '{_folder.Combine("pipe")}'; exec \"$@\" 0<>'{_folder.Combine("pipe")}'",
                "bash"
            ],
            Arguments = ["tokens", _model, "-", "-v"],
        });
        await process.WaitForError("debug: ");
        process.Signal("TERM");
        Assert.Equal(130, (await process.Finish(Soon)).Code);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    public async Task OpenFiles_TooFew_AreNamedWithTheLimit(int limit)
    {
        (int code, _, string error) = await Run($"-n {limit}", "prune", _model, "--remove", "0.ffn");
        Assert.Equal(1, code);
        Assert.StartsWith(
            $"error FC5051: This process may open {limit} files, and finercut needs 128 and more. ",
            error,
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Code, string Output, string Error)> Run(string shell, params string[] arguments)
    {
        SkipOnWindows();
        string script = shell.StartsWith("-n", StringComparison.Ordinal) ? $"ulimit {shell}; exec \"$@\""
            : shell.StartsWith('|') ? $"\"$@\" {shell}" : $"exec \"$@\" {shell}";
        using FinerCutProcess process = FinerCutProcess.Start(
            new FinerCutLaunch { Through = ["bash", "-c", script, "bash"], Arguments = arguments });
        return await process.Finish(Soon);
    }

    private static void SkipOnWindows() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other streams");
}
