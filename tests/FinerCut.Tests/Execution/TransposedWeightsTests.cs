using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Execution;

public class TransposedWeightsTests
{
    [Fact]
    public void Fuse_TiedHead_ReadsTheEmbedding()
    {
        using Model model = Model.Open(ZooFolder.Require("bloom.optimum.fp32").ModelPath);
        Value logits = DecoderMap.Find(model).InnerLogits;
        Assert.Equal("Transpose", logits.Producer!.Inputs[1]!.Producer!.OpType);

        TransposedWeights.Fuse(model.Graph);

        Assert.Equal(("FusedMatMul", 1L), (logits.Producer.OpType, logits.Producer.FindAttribute("transB")!.Int));
        Assert.NotNull(logits.Producer.Inputs[1]!.Initializer);
    }

    [Fact]
    public void Fuse_HalfPrecision_IsLeftAlone()
    {
        using Model model = Model.Open(ZooFolder.Require("llama-gqa.optimum.fp16").ModelPath);

        TransposedWeights.Fuse(model.Graph);

        Assert.DoesNotContain(model.Graph.Nodes, node => node.OpType == "FusedMatMul");
    }
}
