using FinerCut.Search.Resume;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Search.Resume;

public sealed class StateFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StateFile _file;

    public StateFileTests() => _file = new StateFile(_folder.Combine("smaller"));

    [Fact]
    public void Write_Twice_LeavesTheSecondAndNothingElse()
    {
        _file.Write([1, 2, 3]);
        _file.Write([4]);

        Assert.Equal("smaller.search.json", _file.Name);
        Assert.Equal([4], _file.Read());
        Assert.Equal([_file.Path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Write_AfterAnInterruptedOne_Replaces()
    {
        _file.Write([1]);
        File.WriteAllBytes(_file.Path + ".tmp", [9, 9, 9, 9]);

        Assert.Equal([1], _file.Read());
        _file.Write([2]);
        Assert.Equal([2], _file.Read());
        Assert.Equal([_file.Path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Write_WhileOthersRead_ShowsWholeContentsOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file that is open cannot be replaced on Windows");
        byte[][] contents =
            [.. Enumerable.Range(0, 2).Select(value => Enumerable.Repeat((byte)value, 100_000).ToArray())];
        _file.Write(contents[0]);
        Task writing = Task.Run(
            () => Enumerable.Range(0, 40)
                .ToList()
                .ForEach(turn => _file.Write(contents[turn % 2])), TestContext.Current.CancellationToken);

        while (!writing.IsCompleted)
        {
            Assert.Contains(_file.Read(), contents);
        }

        await writing;
    }

    [Fact]
    public void Delete_WithWhatAnInterruptedWriteLeft_LeavesNothing()
    {
        _file.Write([1]);
        File.WriteAllBytes(_file.Path + ".tmp", [9]);
        _file.Delete();

        Assert.False(_file.Exists);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Probe_WritableFolder_LeavesNothing()
    {
        _file.Probe();
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Probe_NoFolder_Throws() =>
        Assert.Throws<DirectoryNotFoundException>(new StateFile(_folder.Combine("no", "target")).Probe);

    public void Dispose() => _folder.Dispose();
}
