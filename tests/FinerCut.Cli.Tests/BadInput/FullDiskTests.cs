using System.Diagnostics;
using FinerCut.Cli.Diagnostics;
using FinerCut.Plans;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.BadInput;

/// <summary>A target on a small disk of its own.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _mount = new();
    private readonly bool _isMounted;

    public FullDiskTests() =>
        _isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", _mount.Path);

    [Fact]
    public void Disk_TooSmallForTheModel_IsRefusedBeforeTheSearch()
    {
        RequireMount();
        using BadInputRun run = new(new TinyDecoderOptions { Layers = 2, Vocabulary = 4000 });
        string line =
            run.RefusesToPrune("FC5001", ExitCode.FellShort, "-o", _mount.Combine("pruned"), "--remove", "0.attn");

        Assert.Contains("needed", line, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_mount.Path));
    }

    [Fact]
    public void Disk_FullWhileWriting_LeavesNothing()
    {
        RequireMount();
        using BadInputRun run = new(new TinyDecoderOptions { Layers = 2, Hidden = 8, FfnSize = 16 });
        File.WriteAllBytes(Path.Combine(run.Model, "LICENSE"), new byte[400_000]);
        string line =
            run.RefusesToPrune("FC5001", ExitCode.FellShort, "-o", _mount.Combine("pruned"), "--remove", "0.attn");

        Assert.Contains($"free in '{_mount.Path}'", line, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_mount.Path));
    }

    [Fact]
    public void Disk_FullWhileWritingOverAnOldTarget_LeavesThatAsItWas()
    {
        RequireMount();
        using BadInputRun run = new(new TinyDecoderOptions { Layers = 2, Hidden = 8, FfnSize = 16 });
        Directory.CreateDirectory(_mount.Combine("pruned"));
        File.WriteAllText(_mount.Combine("pruned", PruningPlan.FileName), "{}");
        File.WriteAllBytes(Path.Combine(run.Model, "LICENSE"), new byte[400_000]);
        run.RefusesToPrune(
            "FC5001", ExitCode.FellShort, "-o", _mount.Combine("pruned"), "--remove", "0.attn", "--force");

        Assert.Equal([_mount.Combine("pruned")], Directory.GetFileSystemEntries(_mount.Path));
        Assert.Equal("{}", File.ReadAllText(_mount.Combine("pruned", PruningPlan.FileName)));
    }

    public void Dispose()
    {
        if (_isMounted)
        {
            Run("umount", _mount.Path);
        }

        _mount.Dispose();
    }

    private void RequireMount() => Assert.SkipUnless(
        _isMounted, "a small disk cannot be mounted here: that takes Linux and its administrator's rights");

    private static bool Run(string command, params string[] args)
    {
        using Process process = Process.Start(new ProcessStartInfo(command, args) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
