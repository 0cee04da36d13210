using System.Runtime.Versioning;
using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

/// <summary>What killed processes leave; here a lock that nobody holds stands for a process that is gone.</summary>
public sealed class LeftoversTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Create_BesideLeftovers_RemovesThem()
    {
        Leave(".pruned.finercut-4711-1");
        Leave(".other model.finercut-4712-3");
        _folder.Write(".kept.finercut-4713-1/model.onnx");
        _folder.Write("someone's.lock");
        using OutputFolder output = Create("pruned");

        string name = Path.GetFileName(output.Path);
        Assert.Equal([".kept.finercut-4713-1", name, name + ".lock", "model", "someone's.lock"], Names());
    }

    [Fact]
    public void Create_BesideAFolderOfALivingProcess_LeavesIt()
    {
        using OutputFolder first = Create("pruned");
        File.WriteAllText(Path.Combine(first.Path, "file"), "");
        using OutputFolder second = Create("pruned");

        Assert.True(File.Exists(Path.Combine(first.Path, "file")));
        first.Commit();
        Assert.True(File.Exists(_folder.PathOf("pruned/file")));
    }

    [Fact]
    public void Create_AfterAKillBetweenTwoRenames_PutsTheReplacedFolderBack()
    {
        Leave(".pruned.finercut-4711-1");
        _folder.Write(".pruned.finercut-4711-1-old/model.onnx", "old");
        Create("another").Dispose();

        Assert.Equal("old", File.ReadAllText(_folder.PathOf("pruned/model.onnx")));
        Assert.Equal(["model", "pruned"], Names());
    }

    [Fact]
    public void Create_AfterAKillBetweenTwoRenamesOfTheSameTarget_RefusesAtOnce()
    {
        Leave(".pruned.finercut-4711-1");
        _folder.Write(".pruned.finercut-4711-1-old/model.onnx", "old");

        Refusal.Of("FC4022", () => Create("pruned").Dispose());

        Assert.Equal("old", File.ReadAllText(_folder.PathOf("pruned/model.onnx")));
        Assert.Equal(["model", "pruned"], Names());
    }

    [Fact]
    public void Create_AfterAKillBehindTheRename_RemovesTheReplacedFolder()
    {
        _folder.Write("pruned/model.onnx", "new");
        _folder.Write(".pruned.finercut-4711-1.lock");
        _folder.Write(".pruned.finercut-4711-1-old/model.onnx", "old");
        Create("another").Dispose();

        Assert.Equal("new", File.ReadAllText(_folder.PathOf("pruned/model.onnx")));
        Assert.Equal(["model", "pruned"], Names());
    }

    [Fact]
    public void Dispose_OrCommit_LeavesNoLock()
    {
        Create("given-up").Dispose();
        using (OutputFolder output = Create("done"))
        {
            output.Commit();
        }

        Assert.Equal(["done", "model"], Names());
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Path_WhileItIsWritten_IsOpenToItsOwnerAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights");
        using OutputFolder output = Create("done");
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(
                output.Path));
        output.Commit();
        Assert.Equal(File.GetUnixFileMode(_folder.CreateFolder("usual")), File.GetUnixFileMode(output.Target));
    }

    public void Dispose() => _folder.Dispose();

    private OutputFolder Create(string target)
    {
        _folder.Write("model/model.onnx");
        return OutputFolder.Create(_folder.PathOf(target), ModelFolder.Find(_folder.PathOf("model")), force: false);
    }

    private void Leave(string name)
    {
        _folder.Write(name + ".lock");
        _folder.Write(name + "/model.onnx", "half");
    }

    private IEnumerable<string> Names() =>
        Directory.EnumerateFileSystemEntries(_folder.Root)
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);
}
