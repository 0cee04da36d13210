using FinerCut.Execution;
using FinerCut.Onnx;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Oracles;
using FinerCut.TestModels.Protos;
using FinerCut.Tests.Surgery;
using FinerCut.Verification;
using Google.Protobuf;

namespace FinerCut.Tests.Verification;

/// <summary>Files with gates that are not what they should be.</summary>
public sealed class GateVerifierTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<TinyDecoderForm> Forms => [.. Enum.GetValues<TinyDecoderForm>()];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Verify_AsWritten_DiffersNowhere(TinyDecoderForm form) =>
        Assert.Equal(0, Verify(Source(form), _ => { }).LargestDifference);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Verify_TwoGatesCrossed_IsRefused(TinyDecoderForm form)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Verify(Source(form), model =>
        {
            NodeProto split = model.Graph.Node.Single(node => node.OpType == "Split" && node.Name == "finercut.gates");
            (split.Output[3], split.Output[5]) = (split.Output[5], split.Output[3]);
        }));

        Assert.Equal("FC6004", error.Code);
        Assert.Contains("with the gate of 1.ffn closed, the logits differ by", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_AnotherNode_IsRefused()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Verify(Source(
            TinyDecoderForm.OptimumLlama), model =>
            model.Graph.Node.Last(node => node.Name.StartsWith("finercut.gate.", StringComparison.Ordinal)).OpType =
                "Sub"));

        Assert.Equal("FC6004", error.Code);
        Assert.Contains("with all gates open, the logits differ by", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_OtherNames_IsRefused()
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Verify(Source(
            TinyDecoderForm.OptimumLlama), model =>
            model.MetadataProps.Single(entry => entry.Key == "finercut.sublayers").Value =
                "0.attn,0.ffn,1.attn,1.ffn,3.attn,3.ffn"));

        Assert.Equal("FC6002", error.Code);
    }

    [Theory]
    [InlineData("then_branch")]
    [InlineData("else_branch")]
    public void Verify_OneBranchOfAMergedDecoderWithoutItsGate_IsRefused(string branch)
    {
        ZooFolder zoo = ZooFolder.Require("llama-gqa.optimum-merged.fp32");
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => Verify(zoo.ModelPath, model =>
        {
            GraphProto inner = model.Graph.Node.Single(node => node.OpType == "If").Attribute.Single(attribute =>
                attribute.Name == branch).G;
            NodeProto gate = inner.Node.Single(node => node.Name == "finercut.gate.2.attn");
            (gate.OpType, gate.Input[1]) = ("Identity", "");
            gate.Input.RemoveAt(1);
        }));

        Assert.Equal("FC6004", error.Code);
    }

    [Fact]
    public void Verify_SourceWithoutNumbers_IsRefusedAsTheSourcesFault()
    {
        string source = Source(TinyDecoderForm.OptimumLlama);
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(source));
        TensorProto norm = model.Graph.Initializer.Single(tensor => tensor.Name == "model.norm.weight");
        norm.RawData = ByteString.CopyFrom([
            .. Enumerable.Repeat(BitConverter.GetBytes(float.NaN), norm.RawData.Length / 4).SelectMany(bytes => bytes)
        ]);
        File.WriteAllBytes(source, model.ToByteArray());

        Assert.Equal("FC6005", Assert.Throws<DiagnosticException>(() => Verify(source, _ => { })).Code);
    }

    private string Source(TinyDecoderForm form) =>
        TinyDecoder.Write(
            _folder.Combine("source"),
            new TinyDecoderOptions { Form = form, Storage = WeightStorage.SingleFile }).ModelPath;

    private VerificationResult Verify(string source, Action<ModelProto> damage)
    {
        string gated = GatedCopy.Write(source, _folder.Combine("gated")).Path;
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(gated));
        damage(model);
        File.WriteAllBytes(gated, model.ToByteArray());
        return new GateVerifier(source, new SessionFactory(ExecutionProvider.Cpu, 1) { IsOptimised = false })
            .Verify(gated, [5, 3, 8, 2, 7, 4], TestContext.Current.CancellationToken);
    }
}
