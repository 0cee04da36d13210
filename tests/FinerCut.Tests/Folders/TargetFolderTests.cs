using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

public sealed class TargetFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelFolder _source;

    public TargetFolderTests()
    {
        _folder.Write("all/source/config.json", "{}");
        _folder.Write("all/source/finercut.plan.json", "{}");
        _source = ModelFolder.Find(_folder.Write("all/source/onnx/model.onnx"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("all/source", "own folder")]
    [InlineData("all/source/", "own folder")]
    [InlineData("all/other/../source/.", "own folder")]
    [InlineData("all/source/onnx", "inside")]
    [InlineData("all/source/pruned/deep", "inside")]
    [InlineData("all", "holds")]
    [InlineData("", "holds")]
    public void Check_NotApartFromSource_RefusesEvenWithForce(string target, string reason)
    {
        string message =
            Refusal.Of("FC4026", () => TargetFolder.Check(Path.Combine(_folder.Root, target), _source, force: true));

        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("all/source-pruned-25pct")]
    [InlineData("all/sourc")]
    [InlineData("all/source.")]
    public void Check_SiblingWithSimilarName_IsFine(string target) =>
        Assert.Equal(_folder.PathOf(target), TargetFolder.Check(_folder.PathOf(target), _source, force: false));

    [Fact]
    public void Check_TargetLinksIntoSource_Refuses()
    {
        _folder.LinkFolder("link", _folder.PathOf("all/source"));

        Refusal.Of("FC4026", () => TargetFolder.Check(_folder.PathOf("link/out"), _source, force: false));
    }

    [Fact]
    public void Check_SourceNamedByLink_RefusesItsRealFolder()
    {
        _folder.LinkFolder("link", "all");
        ModelFolder source = ModelFolder.Find(_folder.PathOf("link/source"));

        Refusal.Of("FC4026", () => TargetFolder.Check(_folder.PathOf("all/source/out"), source, force: false));
    }

    [Fact]
    public void Check_GraphFolderIsALink_RefusesItsRealFolderToo()
    {
        Directory.Move(_folder.PathOf("all/source/onnx"), _folder.PathOf("blobs"));
        _folder.LinkFolder("all/source/onnx", _folder.PathOf("blobs"));

        Refusal.Of("FC4026", () => TargetFolder.Check(_folder.PathOf("blobs/out"), _source, force: false));
    }

    [Fact]
    public void Check_OtherCase_IsTheSameOnlyWhereTheSystemSaysSo()
    {
        string target = _folder.PathOf("all/SOURCE/out");
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            Refusal.Of("FC4026", () => TargetFolder.Check(target, _source, force: false));
        }
        else
        {
            Assert.Equal(target, TargetFolder.Check(target, _source, force: false));
        }
    }

    [Fact]
    public void Check_LinksInACircle_Refuses()
    {
        _folder.LinkFolder("a", "b");
        _folder.LinkFolder("b", "a");

        Refusal.Of("FC4027", () => TargetFolder.Check(_folder.PathOf("a/out"), _source, force: false));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Check_TargetIsAFile_Refuses(bool force) =>
        Refusal.Of("FC4023", () => TargetFolder.Check(_folder.Write("file"), _source, force));

    [Theory]
    [InlineData("out/finercut.plan.json", false, "FC4022")]
    [InlineData("out/thesis.txt", false, "FC4022")]
    [InlineData("out/thesis.txt", true, "FC4024")]
    [InlineData("out/deep/finercut.plan.json", true, "FC4024")]
    public void Check_TargetExists_RefusesUnlessForcedAndOurs(string content, bool force, string code)
    {
        _folder.Write(content);

        Assert.Contains(
            _folder.PathOf("out"),
            Refusal.Of(code, () => TargetFolder.Check(_folder.PathOf("out"), _source, force)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("out/finercut.plan.json")]
    public void Check_TargetEmptyOrOursWithForce_IsFine(string? content)
    {
        _folder.CreateFolder("out");
        if (content is not null)
        {
            _folder.Write(content);
        }

        Assert.Equal(
            _folder.PathOf("out"),
            TargetFolder.Check(_folder.PathOf("out") + Path.DirectorySeparatorChar, _source, force: true));
    }

    [Fact]
    public void Check_TargetIsTheRootOfAVolume_Refuses()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Directory.Exists("/proc"),
            "Needs /proc, a mounted volume apart from the temporary folder.");

        Refusal.Of("FC4025", () => TargetFolder.Check("/proc", _source, force: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Check_NoName_Refuses(string target) =>
        Refusal.Of("FC4021", () => TargetFolder.Check(target, _source, force: false));
}
