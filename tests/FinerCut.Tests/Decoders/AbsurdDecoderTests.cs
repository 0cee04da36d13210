using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using Google.Protobuf;
using DataType = FinerCut.TestModels.Protos.TensorProto.Types.DataType;

namespace FinerCut.Tests.Decoders;

/// <summary>Decoders that no exporter writes: their numbers and lengths are beyond reason.</summary>
public sealed class AbsurdDecoderTests : IDisposable
{
    private const int Hidden = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly GraphBuilder _graph = new("absurd");

    public AbsurdDecoderTests()
    {
        _graph.Input("input_ids", DataType.Int64, "batch", "length")
            .Output("logits", DataType.Float, "batch", "length", Hidden);
        _graph.Node("Gather", "embed", "stream")
            .Reads(_graph.Initializer("table", new float[8 * Hidden], 8, Hidden), "input_ids");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Branch_ThatIsASumOfThousands_IsOneSublayer()
    {
        const int summands = 20_000;
        _graph.Node("Relu", "first", "sum0").Reads("stream");
        for (int number = 1; number <= summands; number++)
        {
            _graph.Node("Neg", $"neg{number}", $"branch{number}").Reads("stream");
            _graph.Node("Add", $"add{number}", $"sum{number}").Reads($"sum{number - 1}", $"branch{number}");
        }

        Finish($"sum{summands}");
        ProcessorTime time = new();
        using Model model = Open();
        DecoderMap map = DecoderMap.Find(model);
        int ends = map.Sublayers.Single().BranchEnds.Count;
        SublayerRemoval.Apply(map, [map.Sublayers[0].Name]);

        Assert.Equal(summands + 1, ends);
        Assert.Equal(["embed", "head"], model.Graph.Nodes.Select(node => node.Name));
        Assert.InRange(time.Seconds, 0, 5);
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(3000, false)]
    public void Stream_ThatEveryLayerLooksPast_IsFollowedSoFar(int layers, bool isWhole)
    {
        string stream = "stream";
        for (int layer = 0; layer < layers; layer++)
        {
            _graph.Node("Relu", $"relu{layer}", $"active{layer}").Reads(stream);
            _graph.Node("MatMul", $"mix{layer}", $"mixed{layer}").Reads($"active{layer}", "active0");
            _graph.Node("Add", $"sum{layer}", $"stream{layer}").Reads(stream, $"mixed{layer}");
            stream = $"stream{layer}";
        }

        _graph.Node("MatMul", "head", "logits")
            .Reads(stream, _graph.Initializer("weights", new float[Hidden * Hidden], Hidden, Hidden));
        ProcessorTime time = new();
        using Model model = Open();
        DecoderMap map = DecoderMap.Find(model);

        Assert.Equal(isWhole, map.Sublayers.Count == layers);
        Assert.Equal(isWhole, map.NotUnderstood.Count == 0);
        Assert.InRange(time.Seconds, 0, 10);
    }

    [Theory]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MaxValue, 1)]
    [InlineData(1L << 32, 1L << 32)]
    [InlineData(-1, -1)]
    [InlineData(long.MinValue, -1)]
    public void PackedWeights_OfAbsurdSize_CountNoMoreThanTheirBytes(long columns, long rows)
    {
        const int bytes = 8;
        _graph.Graph.Initializer.Add(new TensorProto
        {
            Name = "packed",
            DataType = 2,
            Dims = { bytes },
            RawData = ByteString.CopyFrom(new byte[bytes])
        });
        string scales = _graph.Initializer("scales", new float[1], 1);
        for (int number = 0; number < 3; number++)
        {
            _graph.Node("MatMulNBits", $"product{number}", $"branch{number}")
                .In("com.microsoft")
                .With("K", columns)
                .With("N", rows)
                    .Reads(number == 0 ? "stream" : $"branch{number - 1}", "packed", scales);
        }

        Finish("branch2");
        using Model model = Open();
        DecoderMap map = DecoderMap.Find(model);

        Assert.InRange(map.Sublayers[0].WeightMultiplyAdds, 0, 3 * 8 * bytes);
        Assert.InRange(map.Parameters, 0, 8 * (bytes + (16 * Hidden)));
    }

    [Fact]
    public void Caches_OfAbsurdSize_HaveNoShape()
    {
        for (int number = 0; number < 2; number++)
        {
            ValueInfoProto past = new() { Name = $"past.{number}", Type = _graph.Graph.Output[0].Type.Clone() };
            past.Type.TensorType.Shape = new TensorShapeProto
            {
                Dim = { Dimension("batch"), Dimension(1L << 31), Dimension("past"), Dimension(1L << 31) }
            };
            _graph.Graph.Input.Add(past);
            _graph.Output($"present.{number}", DataType.Float, "batch", "heads", "total", "size");
            _graph.Node("Concat", $"cache{number}", $"present.{number}")
                .With("axis", 2)
                .Reads($"past.{number}", number == 0 ? "stream" : "present.0");
        }

        _graph.Node("Softmax", "softmax", "scores").Reads("present.1");
        _graph.Node("MatMul", "mix", "branch").Reads("scores", "present.1");
        Finish("branch");
        using Model model = Open();

        DecoderMap map = DecoderMap.Find(model);

        Assert.Equal(2, map.Caches.Count());
        Assert.Equal(0, map.Sublayers.Sum(sublayer => sublayer.CacheBytesPerToken));
        Assert.Equal(2, map.NotUnderstood.Count);
    }

    private static TensorShapeProto.Types.Dimension Dimension(long size) => new() { DimValue = size };

    private static TensorShapeProto.Types.Dimension Dimension(string name) => new() { DimParam = name };

    /// <summary>Adds the branch to the stream, and a head.</summary>
    private void Finish(string branch)
    {
        _graph.Node("Add", "residual", "after").Reads("stream", branch);
        _graph.Node("MatMul", "head", "logits")
            .Reads("after", _graph.Initializer("weights", new float[Hidden * Hidden], Hidden, Hidden));
    }

    private Model Open()
    {
        string path = _folder.Combine("model.onnx");
        File.WriteAllBytes(path, _graph.ToModel(new ModelProto { IrVersion = 10 }).ToByteArray());
        return Model.Open(path);
    }
}
