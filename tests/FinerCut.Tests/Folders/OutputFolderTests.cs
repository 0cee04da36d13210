using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

public sealed class OutputFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelFolder _source;

    public OutputFolderTests() => _source = ModelFolder.Find(_folder.Write("source/model.onnx"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Commit_NewTarget_AppearsWhole()
    {
        using OutputFolder output = Create("out é x");
        File.WriteAllText(Path.Combine(output.Path, "a"), "1");
        Assert.False(Directory.Exists(_folder.PathOf("out é x")));
        Assert.StartsWith(
            _folder.PathOf($".out é x.finercut-{Environment.ProcessId}-"), output.Path, StringComparison.Ordinal);

        output.Commit();
        output.Dispose();

        Assert.Equal(_folder.PathOf("out é x"), output.Target);
        Assert.Equal(["out é x", "out é x/a", "source", "source/model.onnx"], _folder.AllNames());
    }

    [Fact]
    public void Dispose_WithoutCommit_LeavesNothing()
    {
        using (OutputFolder output = Create("new/and newer/out"))
        {
            Directory.CreateDirectory(Path.Combine(output.Path, "deep"));
            File.WriteAllText(Path.Combine(output.Path, "deep", "a"), "1");
        }

        Assert.Equal(["source", "source/model.onnx"], _folder.AllNames());
    }

    [Fact]
    public void Dispose_ParentUsedMeanwhile_KeepsIt()
    {
        using (OutputFolder output = Create("new/newer/out"))
        {
            _folder.Write("new/mine");
        }

        Assert.Equal(["new", "new/mine", "source", "source/model.onnx"], _folder.AllNames());
    }

    [Fact]
    public void Create_TwiceForOneTarget_KeepsThemApart()
    {
        using OutputFolder first = Create("out");
        using OutputFolder second = Create("out");
        Assert.NotEqual(first.Path, second.Path);
        first.Commit();

        Refusal.Of("FC4022", second.Commit);

        second.Dispose();
        Assert.Equal(["out", "source", "source/model.onnx"], _folder.AllNames());
    }

    [Fact]
    public void Commit_WithForce_ReplacesWhatFinerCutWrote()
    {
        _folder.Write("out/finercut.plan.json", "{}");
        _folder.Write("out/old");
        using OutputFolder output = OutputFolder.Create(_folder.PathOf("out"), _source, force: true);
        File.WriteAllText(Path.Combine(output.Path, "new"), "1");
        Assert.True(File.Exists(_folder.PathOf("out/old")));

        output.Commit();

        Assert.Equal(["out", "out/new", "source", "source/model.onnx"], _folder.AllNames());
    }

    [Fact]
    public void Commit_RenameFails_RestoresTheOldFolder()
    {
        _folder.Write("out/finercut.plan.json", "{}");
        using OutputFolder output = OutputFolder.Create(_folder.PathOf("out"), _source, force: true);
        Directory.Delete(output.Path);

        string message = Refusal.Of("FC5002", output.Commit);

        output.Dispose();
        Assert.Contains(_folder.PathOf("out"), message, StringComparison.Ordinal);
        Assert.Equal(["out", "out/finercut.plan.json", "source", "source/model.onnx"], _folder.AllNames());
    }

    [Fact]
    public void Commit_TargetFilledMeanwhile_RefusesAndKeepsIt()
    {
        using OutputFolder output = OutputFolder.Create(_folder.PathOf("out"), _source, force: true);
        _folder.Write("out/thesis.txt");

        Refusal.Of("FC4024", output.Commit);

        Assert.True(File.Exists(_folder.PathOf("out/thesis.txt")));
    }

    [Fact]
    public void Commit_Again_Throws()
    {
        using OutputFolder output = Create("out");
        output.Commit();

        Assert.Throws<InvalidOperationException>(output.Commit);
    }

    [Fact]
    public void Create_TargetBehindLink_AppearsWhereTheLinkPoints()
    {
        _folder.CreateFolder("disk");
        _folder.LinkFolder("link", _folder.PathOf("disk"));
        using OutputFolder output = Create("link/out");

        output.Commit();

        Assert.True(Directory.Exists(_folder.PathOf("disk/out")));
    }

    [Fact]
    public void Create_ParentIsAFile_Refuses()
    {
        _folder.Write("file");

        Refusal.Of("FC5002", () => Create("file/out"));
    }

    [Fact]
    public void EnsureSpace_EnoughRoom_Passes()
    {
        using OutputFolder output = Create("out");

        output.EnsureSpace(1);
    }

    [Fact]
    public void EnsureSpace_TooMuch_SaysNeededAndFree()
    {
        using OutputFolder output = Create("out");

        string message = Refusal.Of("FC5001", () => output.EnsureSpace(long.MaxValue));

        Assert.Matches(@"9,223,372,036,854,775,807 bytes needed, [0-9,]+ bytes free", message);
    }

    private OutputFolder Create(string name) => OutputFolder.Create(_folder.PathOf(name), _source, force: false);
}
