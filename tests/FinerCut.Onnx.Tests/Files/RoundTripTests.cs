using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;

namespace FinerCut.Onnx.Tests.Files;

public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static MatrixTheoryData<TinyDecoderForm, WeightStorage> Forms { get; } =
        new(Enum.GetValues<TinyDecoderForm>(), Enum.GetValues<WeightStorage>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("zoo", 30)]
    [InlineData("models/tales-3m", 2)]
    public void ExportedFile_OpenedAndWritten_IsTheSameBytes(string folder, int atLeast)
    {
        string[] files =
            [.. Directory.EnumerateFiles(SharedData.Require(folder.Split('/')), "*.onnx", SearchOption.AllDirectories)];

        Assert.InRange(files.Length, atLeast, 1000);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(file), OpenAndWrite(file)));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void TinyDecoder_OpenedAndWritten_IsTheSameBytes(TinyDecoderForm form, WeightStorage storage)
    {
        string path = TinyDecoder.Write(_folder.Path, new() { Form = form, Storage = storage }).ModelPath;

        Assert.Equal(File.ReadAllBytes(path), OpenAndWrite(path));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void TinyDecoder_WrittenToAnotherFolder_IsTheSameFiles(TinyDecoderForm form, WeightStorage storage)
    {
        string source = _folder.Combine("source");
        string target = _folder.Combine("target");
        string path = TinyDecoder.Write(source, new() { Form = form, Storage = storage }).ModelPath;
        using Model model = Model.Open(path);

        long written = ModelWriter.Write(model, target, "model.onnx", CancellationToken.None);

        string[] files = [.. Directory.GetFiles(target).Select(file => Path.GetFileName(file)!)];
        Assert.All(files, file => Assert.Equal(
            File.ReadAllBytes(Path.Combine(source, file)), File.ReadAllBytes(Path.Combine(target, file))));
        Assert.Equal(storage == WeightStorage.SingleFile ? 1 : 2, files.Length);
        Assert.Equal(files.Sum(file => new FileInfo(Path.Combine(target, file)).Length), written);
    }

    [Fact]
    public void File_WithFieldsInNoUsualOrder_IsTheSameBytes()
    {
        byte[] node = new NodeProto { OpType = "Relu", Input = { "x" }, Output = { "y" } }.ToByteArray();
        byte[] graph =
        [
            .. Field(12, new ValueInfoProto { Name = "z" }.ToByteArray()),
            .. Field(1, node),
            .. Field(2, "g"u8.ToArray()),
            .. Field(99, [1, 2, 3]),
            .. Field(1, new NodeProto { OpType = "Relu", Input = { "y" }, Output = { "z" } }.ToByteArray()),
            .. Field(11, new ValueInfoProto { Name = "x" }.ToByteArray()),
        ];
        byte[] file = [.. Field(14, []), .. Field(7, graph), .. Field(99, [4]), .. Field(14, [])];
        string path = _folder.Combine("model.onnx");
        File.WriteAllBytes(path, file);

        Assert.Equal(file, OpenAndWrite(path));
    }

    private static byte[] Field(int number, byte[] content)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream output = new(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }

    private static byte[] OpenAndWrite(string path)
    {
        using Model model = Model.Open(path);
        return ModelWriter.ToBytes(model);
    }
}
