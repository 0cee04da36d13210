using FinerCut.Decoders;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.Surgery;
using FinerCut.TestModels;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.Tests.Surgery;

public sealed class BranchGatesTests : IDisposable
{
    private const double Tolerance = 3e-5;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Insert_PlainResiduals_AddsOneSplitAndAProductForEachBranch()
    {
        TinyDecoder decoder =
            TinyDecoder.Write(_folder.Combine("source"), new() { Form = TinyDecoderForm.OptimumLlama, Layers = 1 });

        (string[] gone, string[] come) = Changes(decoder.ModelPath);

        Assert.Equal(
            [
                "input finercut.keep: Float[2]",
                "node finercut.keep.0.attn, finercut.keep.0.ffn = Split(finercut.keep) {num_outputs=2}",
                "node finercut.gate.0.attn_output_0 = Mul(/model/layers.0/self_attn/o_proj/MatMul_output_0, "
                    + "finercut.keep.0.attn)",
                "node /model/layers.0/Add_output_0 = Add(/model/layers.0/input_layernorm/Cast_output_0, "
                    + "finercut.gate.0.attn_output_0)",
                "node finercut.gate.0.ffn_output_0 = Mul(/model/layers.0/mlp/down_proj/MatMul_output_0, "
                    + "finercut.keep.0.ffn)",
                "node /model/layers.0/Add_1_output_0 = Add(/model/layers.0/post_attention_layernorm/Cast_output_0, "
                    + "finercut.gate.0.ffn_output_0)",
            ],
            come);
        Assert.Equal(2, gone.Length);
    }

    [Fact]
    public void Insert_FusedResiduals_MultipliesWhatTheNormAdds()
    {
        TinyDecoder decoder =
            TinyDecoder.Write(_folder.Combine("source"), new() { Form = TinyDecoderForm.GenAiLlama, Layers = 1 });

        (string[] gone, string[] come) = Changes(decoder.ModelPath);

        Assert.Equal(2, gone.Length);
        Assert.Equal(["input", "node", "node", "node", "node", "node"], come.Select(line => line.Split(' ')[0]));
        Assert.Equal(2, come.Count(line => line.Contains(
            "= SkipSimplifiedLayerNormalization(",
            StringComparison.Ordinal) && line.Contains(", finercut.gate.", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void Closed_EveryOneAndEveryPair_AnswerAsTheReference(TinyDecoderForm form)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = form });
        GatedCopy gated = GatedCopy.Write(decoder.ModelPath, _folder.Combine("gated"));
        using OnnxRunner runner = gated.Open();
        int[][] ids = decoder.SampleIds(batch: 2, tokens: 7);

        Assert.Equal(decoder.Sublayers, gated.Sublayers);
        foreach (string first in decoder.Sublayers)
        {
            Assert.All(decoder.Sublayers, second =>
            {
                gated.Close(first, second);
                LogitsArray expected = decoder.Expect(ids, first, second);
                Assert.InRange(runner.Prefill(ids).LargestDifference(expected), 0, Tolerance);
                Assert.InRange(runner.PrefillThenStep(ids).LargestDifference(expected), 0, Tolerance);
            });
        }

        gated.Close();
        Assert.InRange(runner.Prefill(ids).LargestDifference(decoder.Expect(ids)), 0, Tolerance);
    }

    [Theory]
    [InlineData(DataType.Float, 11)]
    [InlineData(DataType.Float, 13)]
    [InlineData(DataType.Float, 18)]
    [InlineData(DataType.Double, 13)]
    [InlineData(DataType.Double, 22)]
    [InlineData(DataType.Float16, 17)]
    [InlineData(DataType.Float16, 21)]
    public void Closed_StreamOfAnyTypeAndOpset_AnswersAsPruned(DataType type, int opset)
    {
        string path = Write(SmallDecoder.Plain(type, opset));

        CheckAgainstPruned(path, [], ["0.ffn"], ["1.ffn"]);
        Assert.Equal(type == DataType.Float ? 0 : 2, NodesOf(path).Count(line => line.Contains(
            $" = Cast(finercut.keep.",
            StringComparison.Ordinal) && line.EndsWith($"{{to={(int)type}}}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(DataType.Double)]
    [InlineData(DataType.Float)]
    public void Closed_TypeThatNothingTells_IsThatOfTheBranchAsItRuns(DataType type)
    {
        string path = Write(SmallDecoder.Plain(type, opset: 15, isVeiled: true));

        CheckAgainstPruned(path, [], ["0.ffn"], ["1.ffn"]);
        Assert.Contains(
            "node finercut.gate.1.ffn.like_output_0 = CastLike(finercut.keep.1.ffn, w1.product.veiled)", NodesOf(path));
    }

    [Fact]
    public void Insert_TypeThatNothingTellsBeforeCastLike_IsRefused()
    {
        using Model model = Model.Open(Write(SmallDecoder.Plain(DataType.Double, opset: 14, isVeiled: true)));

        DiagnosticException error =
            Assert.Throws<DiagnosticException>(() => BranchGates.Insert(DecoderMap.Find(model)));

        Assert.Equal("FC2032", error.Code);
        Assert.Contains("'w0.product.veiled', which ends a branch,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Insert_TypeThatTheFileDescribes_IsTaken()
    {
        ModelProto proto = SmallDecoder.Plain(DataType.Bfloat16, opset: 14, isVeiled: true);
        foreach (string value in new[] { "sum0", "w1.product.veiled" })
        {
            proto.Graph.ValueInfo.Add(new ValueInfoProto
            {
                Name = value,
                Type = new TypeProto { TensorType = new() { ElemType = (int)DataType.Bfloat16 } }
            });
        }

        string[] lines = NodesOf(Write(proto));

        Assert.Contains("node finercut.keep.0.ffn.BFloat16 = Cast(finercut.keep.0.ffn) {to=16}", lines);
        Assert.Contains(
            "node finercut.gate.1.ffn_output_0 = Mul(w1.product.veiled, finercut.keep.1.ffn.BFloat16)", lines);
    }

    [Fact]
    public void Closed_ParallelBranchesWithABiasInTheirNorm_TakeItAlongTogether()
    {
        string path = Write(SmallDecoder.ParallelBeforeFusedNorm());

        CheckAgainstPruned(path, [], ["0.attn"], ["0.ffn"], ["0.attn", "0.ffn"]);
        Assert.Contains(
            "node finercut.gate.0.attn.bias_output_0 = Mul(bias, finercut.gate.0.attn.any_output_0)", NodesOf(path));
    }

    [Fact]
    public void Insert_PrunedModel_KeepsTheNamesOfTheDenseOne()
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"));
        string pruned = _folder.Combine("pruned", "model.onnx");
        PrunedCopies.Write(decoder.ModelPath, ["0.ffn", "1.attn"], _folder.Combine("pruned"));
        ModelProto proto = ModelProto.Parser.ParseFrom(File.ReadAllBytes(pruned));
        proto.MetadataProps
            .Add(new StringStringEntryProto { Key = DecoderMap.SublayersKey, Value = "0.attn,1.ffn,2.attn,2.ffn" });
        File.WriteAllBytes(pruned, proto.ToByteArray());

        GatedCopy gated = GatedCopy.Write(pruned, _folder.Combine("gated"));
        gated.Close("2.attn");
        using OnnxRunner runner = gated.Open();

        Assert.Equal(["0.attn", "1.ffn", "2.attn", "2.ffn"], gated.Sublayers);
        int[][] ids = decoder.SampleIds(batch: 1, tokens: 6);
        Assert.InRange(
            runner.PrefillThenStep(ids).LargestDifference(decoder.Expect(ids, "0.ffn", "1.attn", "2.attn")),
            0,
            Tolerance);
    }

    [Fact]
    public void Insert_Twice_IsRefused()
    {
        using Model model = Model.Open(
            GatedCopy.Write(TinyDecoder.Write(_folder.Combine("source")).ModelPath, _folder.Combine("gated")).Path);

        Assert.Equal(
            "FC2031", Assert.Throws<DiagnosticException>(() => BranchGates.Insert(DecoderMap.Find(model))).Code);
    }

    [Fact]
    public void Remove_InputThatSomethingElseReads_IsRefused()
    {
        string path =
            GatedCopy.Write(Write(SmallDecoder.Plain(DataType.Float, opset: 17)), _folder.Combine("gated")).Path;
        ModelProto proto = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        proto.Graph.Node.Add(new NodeProto
        {
            Name = "spy",
            OpType = "ReduceMax",
            Input = { BranchGates.InputName },
            Output = { "spied" }
        });
        proto.Graph.Output.Add(new ValueInfoProto { Name = "spied" });
        File.WriteAllBytes(path, proto.ToByteArray());
        using Model model = Model.Open(path);

        DiagnosticException error = Assert.Throws<DiagnosticException>(() => SublayerRemoval.Apply(
            DecoderMap.Find(model), [SublayerName.Parse("0.ffn")]));

        Assert.Equal("FC2033", error.Code);
        Assert.Contains("'spy'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_ModelWithoutGates_StaysTheSameBytes()
    {
        string path = TinyDecoder.Write(_folder.Combine("source")).ModelPath;
        using Model model = Model.Open(path);

        BranchGates.Remove(model);

        Assert.Equal(File.ReadAllBytes(path), FinerCut.Onnx.Files.ModelWriter.ToBytes(model));
    }

    private string Write(ModelProto model)
    {
        string path = _folder.Combine("model.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    private void CheckAgainstPruned(string path, params string[][] removals)
    {
        int[][] ids = [[3, 1, 4, 1, 5], [9, 2, 6, 5, 3]];
        GatedCopy gated = GatedCopy.Write(path, _folder.Combine("gated"));
        using OnnxRunner runner = gated.Open();
        List<LogitsArray> all = [];
        Assert.All(removals, removed =>
        {
            gated.Close(removed);
            using OnnxRunner pruned = OnnxRunner.Open(
                PrunedCopies.Write(path, removed, _folder.Combine($"pruned {string.Join(' ', removed)}")));
            all.Add(pruned.Prefill(ids));
            Assert.InRange(runner.Prefill(ids).LargestDifference(all[^1]), 0, 1e-6);
        });
        Assert.All(all.Skip(1).Zip(all), pair => Assert.InRange(pair.First.LargestDifference(pair.Second), 1e-3, 100));
    }

    private string[] NodesOf(string path)
    {
        using Model model = Model.Open(path);
        BranchGates.Insert(DecoderMap.Find(model));
        return GraphPrinter.Print(model.Graph).Split('\n');
    }

    private (string[] Gone, string[] Come) Changes(string path)
    {
        using Model dense = Model.Open(path);
        using Model gated = Model.Open(GatedCopy.Write(path, _folder.Combine("gated")).Path);
        string[] before = GraphPrinter.Print(dense.Graph).Split('\n');
        string[] after = GraphPrinter.Print(gated.Graph).Split('\n');
        return ([.. before.Except(after)], [.. after.Except(before)]);
    }
}
