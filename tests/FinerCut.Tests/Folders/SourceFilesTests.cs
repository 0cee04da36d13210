using FinerCut.Folders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Plans;

namespace FinerCut.Tests.Folders;

public sealed class SourceFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SourceFilesTests()
    {
        _folder.Write("config.json", "{}");
        _folder.Write("onnx/model.onnx", TinyModel.WithWeightsIn("z data", "a/data", "./z data"));
        _folder.Write("onnx/z data", "abcd");
        _folder.Write("onnx/a/data", "hello, world");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SourceFiles_OfModelWithData_AreGraphThenDataInOrderOfMention()
    {
        ModelFolder folder = ModelFolder.Find(_folder.Root);
        using Model model = Model.Open(folder.GraphPath);
        List<(long Done, long Total)> progress = [];

        IReadOnlyList<PlanSourceFile> files =
            folder.SourceFiles(
                model, (done, total) => progress.Add((done, total)), TestContext.Current.CancellationToken);

        long graph = new FileInfo(folder.GraphPath).Length;
        Assert.Equal(["onnx/model.onnx", "onnx/z data", "onnx/a/data"], files.Select(file => file.Name));
        Assert.Equal([graph, 4, 12], files.Select(file => file.Bytes));
        Assert.Equal("88d4266fd4e6338d13b845fcf289579d209c897823b9217da3e161936f031589", files[1].Sha256);
        Assert.Equal("09ca7e4eaa6e8ae9c7d261167129184883644d07dfba7cbfbc4c8a2e08360d5b", files[2].Sha256);
        Assert.Equal([(graph, graph + 16), (graph + 4, graph + 16), (graph + 16, graph + 16)], progress);
    }

    [Fact]
    public void SourceFiles_BehindLinks_HaveTheirTargetsSizes()
    {
        File.Move(_folder.PathOf("onnx/z data"), _folder.PathOf("blob"));
        _folder.LinkFile("onnx/z data", _folder.PathOf("blob"));
        ModelFolder folder = ModelFolder.Find(_folder.Root);
        using Model model = Model.Open(folder.GraphPath);

        PlanSourceFile data = folder.SourceFiles(model, progress: null, TestContext.Current.CancellationToken)[1];

        Assert.Equal(("onnx/z data", 4L), (data.Name, data.Bytes));
    }

    [Fact]
    public void SourceFiles_OfAnotherModel_Throws()
    {
        _folder.Write("other/model.onnx", TinyModel.WithWeightsIn("data"));
        _folder.Write("other/data", "abcd");
        using Model other = Model.Open(_folder.PathOf("other/model.onnx"));

        Assert.Throws<ArgumentException>(
            () => ModelFolder.Find(_folder.Root)
                .SourceFiles(other, progress: null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void SourceFiles_DataDeletedMeanwhile_Refuses()
    {
        ModelFolder folder = ModelFolder.Find(_folder.Root);
        using Model model = Model.Open(folder.GraphPath);
        File.Delete(_folder.PathOf("onnx/a/data"));

        string message = Refusal.Of(
            "FC1015", () => folder.SourceFiles(model, progress: null, TestContext.Current.CancellationToken));

        Assert.Contains(_folder.PathOf("onnx/a/data"), message, StringComparison.Ordinal);
    }
}
