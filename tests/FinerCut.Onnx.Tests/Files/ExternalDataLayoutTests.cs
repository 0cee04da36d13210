using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Files;

public sealed class ExternalDataLayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WeightsModel _weights;

    public ExternalDataLayoutTests() => _weights = new WeightsModel(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PackedFile_AfterRemoval_StaysPacked()
    {
        _weights.Data("w", 600)
            .Add(External("a", 0, 100))
            .Add(External("b", 100, 50))
            .Add(External("c", 150, 250))
            .Add(External("d", 400, 200));

        Assert.Equal(["c@0+250", "d@250+200"], WriteKept("c", "d"));
        Assert.Equal(450, LengthOf("w"));
    }

    [Fact]
    public void FileWithUnusedBytes_Written_HasOnlyUsedOnes()
    {
        _weights.Data("w", 1000).Add(External("a", 100, 100)).Add(External("b", 700, 50));

        Assert.Equal(["a@0+100", "b@100+50"], WriteKept("a", "b"));
        Assert.Equal(150, LengthOf("w"));
    }

    [Fact]
    public void AlignedFile_AfterRemoval_StaysAligned()
    {
        _weights.Data("w", 30000)
            .Add(External("a", 0, 100))
            .Add(External("b", 4096, 5000))
            .Add(External("c", 12288, 4096))
            .Add(External("d", 16384, 13));

        Assert.Equal(["b@0+5000", "c@8192+4096", "d@12288+13"], WriteKept("b", "c", "d"));
        Assert.Equal(12288 + 13, LengthOf("w"));
    }

    [Fact]
    public void FileWithOnlyLargeTensorsAligned_AfterRemoval_KeepsEachConvention()
    {
        const int page = 65536;
        _weights.Data("w", 5 * page).Add(External("small", 0, 300)).Add(External("large", page, page)).Add(
            External("norm", 2 * page, 300))
            .Add(External("bias", (2 * page) + 300, 30))
                .Add(External("next", 3 * page, page + 5))
                .Add(External("end", (4 * page) + 5, 9));

        Assert.Equal(
            [$"norm@0+300", "bias@300+30", $"next@{page}+{page + 5}", $"end@{(2 * page) + 5}+9"],
            WriteKept("norm", "bias", "next", "end"));
    }

    [Fact]
    public void SharedRanges_AfterRemoval_StayShared()
    {
        _weights.Data("w", 600)
            .Add(External("gone", 0, 100))
            .Add(External("a", 100, 100))
            .Add(External("tied", 100, 100))
                .Add(External("part", 120, 30)).Add(External("across", 150, 100)).Add(External("b", 250, 10));

        Assert.Equal(
            ["a@0+100", "tied@0+100", "part@20+30", "across@50+100", "b@150+10"],
            WriteKept("a", "tied", "part", "across", "b"));
        Assert.Equal(160, LengthOf("w"));
    }

    [Fact]
    public void SeveralFiles_AfterRemoval_OnlyUsedOnesAreWritten()
    {
        _weights.Data("one", 200).Data("two", 200).Data("folder/three", 200)
            .Add(External("a", 0, 100, "one"))
                .Add(External("b", 100, 100, "one"))
                .Add(External("c", 0, 200, "two"))
                .Add(External("d", 50, 10, "folder/three"));

        Assert.Equal(["b@0+100", "d@0+10"], WriteKept("b", "d"));
        Assert.Equal([100, 10], [LengthOf("one"), LengthOf("folder/three")]);
        Assert.False(File.Exists(_folder.Combine("target", "two")));
    }

    [Fact]
    public void NumberedFiles_OneLeftOut_HaveNoGap()
    {
        _weights.Data("model.onnx_data", 100)
            .Data("model.onnx_data_1", 100)
            .Data("model.onnx_data_2", 50)
            .Data("other_data_3", 10)
                .Add(External("a", 0, 100, "model.onnx_data")).Add(External("b", 0, 100, "model.onnx_data_1"))
                .Add(External("c", 0, 50, "model.onnx_data_2")).Add(External("d", 0, 10, "other_data_3"));

        Assert.Equal(["a@0+100", "c@0+50", "d@0+10"], WriteKept("a", "c", "d"));

        Assert.Equal(
            [100, 50, 10], [LengthOf("model.onnx_data"), LengthOf("model.onnx_data_1"), LengthOf("other_data_3")]);
        Assert.False(File.Exists(_folder.Combine("target", "model.onnx_data_2")));
    }

    [Fact]
    public void OneFile_UnderTwoSpellings_IsWrittenOnce()
    {
        _weights.Data("w", 200)
            .Add(External("gone", 0, 50))
            .Add(External("a", 50, 50))
            .Add(External("b", 100, 50, "./w"))
            .Add(External("c", 150, 50, "folder/../w"));

        Assert.Equal(["a@0+50", "b@50+50", "c@100+50"], WriteKept("a", "b", "c"));
        Assert.Equal(150, LengthOf("w"));
    }

    [Fact]
    public void EmptyTensors_AtAnyPlace_FollowTheFile()
    {
        _weights.Data("w", 9000)
            .Add(External("first", 0, 0))
            .Add(External("gone", 0, 100))
            .Add(External("a", 4096, 4))
            .Add(External("inside", 4096, 0))
                .Add(External("b", 8192, 8)).Add(External("last", 9000, 0));

        string[] written = WriteKept("first", "a", "inside", "b", "last");

        Assert.Equal(["first@0+0", "a@0+4", "inside@0+0", "b@4096+8", "last@4104+0"], written);
        Assert.Equal(4104, LengthOf("w"));
    }

    [Fact]
    public void Tensors_InsideConstantsAndInnerGraphs_MoveToo()
    {
        NodeProto constant = new()
        {
            OpType = "Constant",
            Attribute = { new AttributeProto
        {
            Name = "value",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = External("", 100, 100)
        } }
        };
        _weights.Data("w", 400)
            .Add(External("gone", 0, 100))
            .Give("constant", constant)
            .Give("choice", InnerGraphs.Choice(External("inner", 200, 100), External("deep", 300, 100)));

        Assert.Equal(["@0+100", "inner@100+100", "deep@200+100"], WriteKept("constant", "choice"));
    }

    [Fact]
    public void EntriesOfOtherKinds_OfMovedTensors_Stay()
    {
        TensorProto tensor = External("a", 100, 100);
        tensor.ExternalData.Add(WeightsModel.Entry("note", "kept"));
        tensor.DocString = "kept too";
        _weights.Data("w", 200).Add(External("gone", 0, 100)).Add(tensor);
        WriteKept("a");

        TensorProto written = ModelProto.Parser.ParseFrom(
            File.ReadAllBytes(_folder.Combine("target", "model.onnx"))).Graph.Initializer[0];

        Assert.Equal(
            ["length=100", "location=w", "note=kept", "offset=0"],
            written.ExternalData.Select(entry => $"{entry.Key}={entry.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("kept too", written.DocString);
        Assert.Equal([100L], written.Dims);
    }

    /// <summary>It is that of the whole file, which is another one even for tensors that stay where they
    /// were.</summary>
    [Fact]
    public void Checksum_OfMovedAndUnmovedTensors_Goes()
    {
        TensorProto first = External("first", 0, 100);
        TensorProto last = External("last", 200, 100);
        first.ExternalData.Add(WeightsModel.Entry("checksum", "da39a3ee5e6b4b0d3255bfef95601890afd80709"));
        last.ExternalData.Add(WeightsModel.Entry("checksum", "da39a3ee5e6b4b0d3255bfef95601890afd80709"));
        _weights.Data("w", 300).Add(first).Add(External("gone", 100, 100)).Add(last);

        Assert.Equal(["first@0+100", "last@100+100"], WriteKept("first", "last"));
        using Model target = Model.Open(_folder.Combine("target", "model.onnx"));
        Assert.All(target.Tensors, tensor => Assert.Null(tensor.ExternalData!.Checksum));
        using Model source = Model.Open(_weights.Path);
        Assert.StartsWith("da39", source.Tensors.First().ExternalData!.Checksum, StringComparison.Ordinal);
    }

    /// <summary>What other files read stays, and they learn where it went; what nobody reads goes.</summary>
    [Fact]
    public void Ranges_OfOtherReaders_AreKeptAndTold()
    {
        _weights.Data("w", 1000).Data("other", 50).Data("gone", 50).Add(External("a", 100, 100))
            .Add(External("b", 600, 100))
            .Add(External("c", 0, 50, "other")).Add(External("d", 0, 50, "gone"));
        using Model model = _weights.Open();
        WeightsModel.Keep(model, "a", "b");
        string path = _folder.Combine("source", "w");
        ExternalDataLayout layout =
            ExternalDataLayout.PlanLayout(model,
            [new(path, 650, 100), new(path, 300, 20), new(_folder.Combine("source", "other"), 10, 5)]);

        ModelWriter.Write(layout, _folder.Combine("target"), "model.onnx", CancellationToken.None);

        Assert.Equal(new ExternalData("w", 170, 100), layout.FindNewPlace(new(path, 650, 100)));
        Assert.Equal(new ExternalData("w", 100, 20), layout.FindNewPlace(new(path, 300, 20)));
        Assert.Equal(new ExternalData("other", 0, 5),
            layout.FindNewPlace(new(_folder.Combine("source", "other"), 10, 5)));
        Assert.Null(layout.FindNewPlace(new(_folder.Combine("source", "gone"), 0, 5)));
        Assert.Equal([270, 5], [LengthOf("w"), LengthOf("other")]);
        Assert.Equal(File.ReadAllBytes(path)[650..750], File.ReadAllBytes(_folder.Combine("target", "w"))[170..270]);
    }

    /// <summary>Another graph follows, from a folder of its own too.</summary>
    [Theory]
    [InlineData("reader.onnx", "w")]
    [InlineData("../reader.onnx", "source/w")]
    public void Reader_OfMovedBytes_IsWrittenWithTheirNewPlaces(string name, string location)
    {
        _weights.Data("w", 300).Add(External("gone", 0, 100)).Add(External("a", 100, 100));
        string path = Path.GetFullPath(_folder.Combine("source", name));
        ModelProto proto = new() { IrVersion = 10, Graph = new GraphProto { Name = "reader" } };
        proto.Graph.Initializer.Add(External("shared", 150, 50, location));
        Directory.CreateDirectory(_folder.Combine("source"));
        File.WriteAllBytes(path, proto.ToByteArray());
        using Model model = _weights.Open();
        WeightsModel.Keep(model, "a");
        using Model reader = Model.Open(path);
        ExternalDataLayout layout =
            ExternalDataLayout.PlanLayout(model, [new(_folder.Combine("source", "w"), 150, 50)]);
        string target = _folder.Combine("written.onnx");

        ModelWriter.WriteReader(reader, layout, target, CancellationToken.None);

        TensorProto written = ModelProto.Parser.ParseFrom(File.ReadAllBytes(target)).Graph.Initializer.Single();
        Assert.Equal([$"location={location}", "offset=50", "length=50"],
            written.ExternalData.Select(entry => $"{entry.Key}={entry.Value}"));
    }

    [Fact]
    public void GraphFile_NamedLikeADataFile_IsRefused()
    {
        using Model model = _weights.Data("w", 100).Add(External("a", 0, 100)).Open();

        Assert.Throws<ArgumentException>(() => ModelWriter.Write(
            model, _folder.Combine("target"), "w", CancellationToken.None));
    }

    [Fact]
    public void OwnFolder_AsTarget_IsRefusedBeforeAnythingIsLost()
    {
        using Model model = _weights.Data("w", 100).Add(External("a", 50, 50)).Open();
        byte[] before = File.ReadAllBytes(_folder.Combine("source", "w"));

        Assert.ThrowsAny<IOException>(() => ModelWriter.Write(
            model, _folder.Combine("source"), "model.onnx", CancellationToken.None));
        Assert.Equal(before, File.ReadAllBytes(_folder.Combine("source", "w")));
    }

    private static TensorProto External(string name, long offset, long length, string location = "w") =>
        WeightsModel.External(name, (location, offset, length));

    /// <summary>Where the kept tensors are in the written file; their bytes are those of the source.</summary>
    private string[] WriteKept(params string[] names)
    {
        using Model source = _weights.Open();
        WeightsModel.Keep(source, names);
        List<byte[]> expected = [.. External(source).Select(tensor => BytesOf(source, tensor))];
        ModelWriter.Write(source, _folder.Combine("target"), "model.onnx", CancellationToken.None);
        using Model target = Model.Open(_folder.Combine("target", "model.onnx"));
        Assert.Equal(expected, External(target).Select(tensor => BytesOf(target, tensor)));
        return [.. External(target)
            .Select(tensor => $"{tensor.Name}@{tensor.ExternalData!.Offset}+{tensor.ExternalData.Length}")];
    }

    private static IEnumerable<Tensor> External(Model model) =>
        model.Tensors.Where(tensor => tensor.ExternalData is not null);

    private static byte[] BytesOf(Model model, Tensor tensor)
    {
        using FileStream stream = File.OpenRead(Path.Combine(model.Folder, tensor.ExternalData!.Location));
        byte[] bytes = new byte[tensor.ExternalData.Length];
        stream.Position = tensor.ExternalData.Offset;
        stream.ReadExactly(bytes);
        return bytes;
    }

    private long LengthOf(string location) => new FileInfo(_folder.Combine("target", location)).Length;
}
