using System.Diagnostics;
using System.Text.RegularExpressions;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>ONNX Runtime holds a client that reports models to its maker; nothing of that may happen here.</summary>
public sealed partial class TelemetryTests : IDisposable
{
    /// <summary>Whoever runs the tests may have turned the client off for all programs.</summary>
    private static readonly Dictionary<string, string?> WithoutSetting = new() { ["ORT_DISABLE_TELEMETRY"] = null };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Commands_OwnHomeAndTemporaryFolder_LeaveNothingInThem()
    {
        string model = TinyDecoder.Write(_folder.Combine("model")).Folder;
        string[] places = [_folder.Combine("home"), _folder.Combine("tmp"), _folder.Combine("cache")];
        Array.ForEach(places, place => Directory.CreateDirectory(place));

        await Run(places, "prune", model, "--count", "1", "--samples", "1", "--sample-tokens", "8");
        await Run(places, "generate", model, "--prompt", "a", "--max-tokens", "2");

        Assert.All(places, place => Assert.Empty(Directory.EnumerateFileSystemEntries(place)));
    }

    [Fact]
    public async Task Prune_UnderTrace_OpensNoSocketButLocalOnes()
    {
        Assert.SkipUnless(CanTrace(), "strace is not installed, or may not trace here");
        string model = TinyDecoder.Write(_folder.Combine("model")).Folder;
        string trace = _folder.Combine("trace");
        using FinerCutProcess process = FinerCutProcess.Start(new FinerCutLaunch
        {
            Through = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto,sendmsg", "-o", trace],
            Arguments = ["prune", model, "--count", "1", "--samples", "1", "--sample-tokens", "8"],
            Environment = WithoutSetting,
        });
        (int code, _, string error) = await process.Finish();

        Assert.True(code == 0, error);
        Assert.All(
            Socket().Matches(await File.ReadAllTextAsync(trace, TestContext.Current.CancellationToken)),
            call => Assert.Matches("^socket\\((AF_UNIX|AF_NETLINK)$", call.Value));
    }

    public void Dispose() => _folder.Dispose();

    private static bool CanTrace()
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo("strace", ["-o", "/dev/null", "true"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task Run(string[] places, params string[] arguments)
    {
        using FinerCutProcess process = FinerCutProcess.Start(new FinerCutLaunch
        {
            Arguments = arguments,
            Environment = new Dictionary<string, string?>(WithoutSetting)
            {
                ["HOME"] = places[0],
                ["TMPDIR"] = places[1],
                ["TMP"] = places[1],
                ["XDG_CACHE_HOME"] = places[2],
                ["LOCALAPPDATA"] = places[2],
            },
        });
        (int code, _, string error) = await process.Finish();
        Assert.True(code == 0, error);
    }

    [GeneratedRegex(@"socket\(\w+")]
    private static partial Regex Socket();
}
