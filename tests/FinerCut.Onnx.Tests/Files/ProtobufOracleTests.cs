using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Tests.Oracles;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;

namespace FinerCut.Onnx.Tests.Files;

/// <summary>What is read here is what the generated protobuf classes read.</summary>
public sealed class ProtobufOracleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static MatrixTheoryData<TinyDecoderForm, WeightStorage> Forms { get; } =
        new(Enum.GetValues<TinyDecoderForm>(), Enum.GetValues<WeightStorage>());

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void TinyDecoder_Read_IsWhatProtobufReads(TinyDecoderForm form, WeightStorage storage)
    {
        IReadOnlyList<string> lines =
            Compare(TinyDecoder.Write(_folder.Path, new() { Form = form, Storage = storage }).ModelPath);

        Assert.Contains(lines, line => line.StartsWith("attribute", StringComparison.Ordinal));
        Assert.InRange(lines.Count, 150, 5000);
    }

    [Fact]
    public void Zoo_Read_IsWhatProtobufReads() => Assert.All(
        Directory.EnumerateFiles(
            SharedData.Require("zoo"), "*.onnx", SearchOption.AllDirectories), file => Compare(file));

    private static IReadOnlyList<string> Compare(string path)
    {
        using Model model = Model.Open(path);
        IReadOnlyList<string> expected = ProtoDescription.Of(ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)));
        Assert.Equal(expected, ModelDescription.Of(model));
        return expected;
    }
}
