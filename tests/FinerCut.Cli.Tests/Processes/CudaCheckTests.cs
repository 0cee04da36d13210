using System.Diagnostics;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>The script for machines with a GPU, tried where there is none: it must find what it looks for.</summary>
public class CudaCheckTests
{
    [Fact]
    public async Task Check_OnTheCpu_FindsTheReferencesOrderAndPrintsATable()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script is one for bash");
        string model = SharedData.Require("models", "tales-3m", "onnx", "model.onnx");
        string reference = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(model)!, "..", "..", ".."));
        string script = Path.Combine(SharedData.RepositoryRoot, "tests", "cuda", "check.sh");
        ProcessStartInfo start = new("bash", [script, AppContext.BaseDirectory, reference, "--provider", "cpu"])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("\n| tales-3m: order of 23 removals | same |", output, StringComparison.Ordinal);
        Assert.Contains("\n| tales-3m: verify without 1.attn,5.ffn,4.attn | same |", output, StringComparison.Ordinal);
        Assert.Contains("\n| tales-3m: text of 64 tokens | same |", output, StringComparison.Ordinal);
        Assert.Matches(
            @"\n\| tales-3m: forward equivalents a second \(rows of 128 tokens\) \| [0-9.]+ \| [0-9.]+ \|", output);
        Assert.Matches(@"\n\| tales-3m: dense passes a second \(rows of 128 tokens\) \| [0-9.]+ \| [0-9.]+ \|", output);
        Assert.Matches(@"\n\| tales-3m: tokens a second \| [0-9.]+ \| [0-9.]+ \|", output);
    }
}
