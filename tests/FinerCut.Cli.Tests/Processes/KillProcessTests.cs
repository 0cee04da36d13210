using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>Runs that are ended from outside while they write.</summary>
public sealed class KillProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Kill_WhileVerifying_LeavesAFolderThatTheNextRunRemoves()
    {
        using (FinerCutProcess killed = Start("first"))
        {
            await killed.WaitForError("\nVerify ");
            killed.Kill();
            await killed.Finish();
        }

        Assert.Contains(Names(), name => name.StartsWith(".first.finercut-", StringComparison.Ordinal));
        using FinerCutProcess next = Start("second");
        (int code, _, string error) = await next.Finish();

        Assert.True(code == 0, error);
        Assert.Equal(["second"], Names());
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    public async Task Signal_WhileVerifying_LeavesNothing(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no kill on Windows");
        using FinerCutProcess process = Start("first");
        await process.WaitForError("\nVerify ");
        process.Signal(signal);
        (int code, _, string error) = await process.Finish();

        Assert.Equal(130, code);
        Assert.Contains("\ncancelled: ", error, StringComparison.Ordinal);
        Assert.Empty(Names());
    }

    public void Dispose() => _folder.Dispose();

    private IEnumerable<string> Names() =>
        Directory.GetFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path));

    private FinerCutProcess Start(string target) => FinerCutProcess.Start(
        "prune", Path.Combine(SharedData.RepositoryRoot, "models", "tales-3m"), "--remove", "0.ffn", "--threads", "1",
        "-o", _folder.Combine(target));
}
