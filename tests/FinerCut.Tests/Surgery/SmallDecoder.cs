using FinerCut.TestModels.Protos;
using Google.Protobuf;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.Tests.Surgery;

/// <summary>Decoders of a handful of nodes, in whatever element type, for forms that no exporter at hand
/// writes.</summary>
internal sealed class SmallDecoder
{
    private const int Words = 11;
    private const int Width = 4;

    private readonly DataType _type;
    private readonly Random _random = new(3);
    private readonly GraphProto _graph = new() { Name = "small" };

    private SmallDecoder(DataType type) => _type = type;

    /// <summary>Two feed-forward sublayers, each one product added to the stream; the logits are float32.</summary>
    /// <param name="type">Element type of stream and weights.</param>
    /// <param name="opset">Version of the operators.</param>
    /// <param name="isVeiled">Whether an operator of which little is known hides the types of stream and
    /// branches.</param>
    public static ModelProto Plain(DataType type, int opset, bool isVeiled = false)
    {
        SmallDecoder decoder = new(type);
        string stream = Veil(decoder.Embed());
        foreach (int layer in new[] { 0, 1 })
        {
            stream = decoder.Node("Add", [stream, Veil(decoder.Product(stream, Width, $"w{layer}"))], $"sum{layer}");
        }

        return decoder.Finish(stream, opset);

        string Veil(string value) => isVeiled ? decoder.Node("Sin", [value], value + ".veiled") : value;
    }

    /// <summary>Attention and feed-forward side by side, added up, and then to the stream inside a norm that has a bias
    /// too.</summary>
    public static ModelProto ParallelBeforeFusedNorm()
    {
        SmallDecoder decoder = new(DataType.Float);
        string stream = decoder.Embed();
        string normed = decoder.Node("LayerNormalization", [stream, decoder.Weight("gamma", Width)], "normed");
        string scores = decoder.Node("MatMul", [normed, decoder.Node("Transpose", [normed], "turned")], "scores");
        decoder._graph.Node[^2].Attribute.Add(
            new AttributeProto { Name = "perm", Type = AttributeProto.Types.AttributeType.Ints, Ints = { 0, 2, 1 } });
        string attention = decoder.Node(
            "MatMul",
            [decoder.Node("Softmax", [scores], "shares"), decoder.Product(normed, Width, "v_proj")],
            "attention");
        string branches = decoder.Node("Add", [attention, decoder.Product(normed, Width, "mlp")], "branches");
        string[] inputs = [
            branches,
            stream,
            decoder.Weight("gamma.final", Width),
            decoder.Weight("beta.final", Width),
            decoder.Weight("bias", Width)
        ];
        string last = decoder.Node("SkipLayerNormalization", inputs, "last");
        decoder._graph.Node[^1].Domain = "com.microsoft";
        decoder._graph.Node[^1].Attribute
            .Add(new AttributeProto { Name = "epsilon", Type = AttributeProto.Types.AttributeType.Float, F = 1e-5f });
        return decoder.Finish(last, opset: 17);
    }

    private string Embed()
    {
        _graph.Input.Add(Described("input_ids", DataType.Int64, "batch", "tokens"));
        return Node("Gather", [Weight("embed_tokens", Words, Width), "input_ids"], "embedding");
    }

    private ModelProto Finish(string stream, int opset)
    {
        string scores = Product(stream, Words, "lm_head");
        Node("Cast", [scores], "logits");
        _graph.Node[^1].Attribute.Add(new AttributeProto
        {
            Name = "to",
            Type = AttributeProto.Types.AttributeType.Int,
            I = (long)DataType.Float
        });
        _graph.Output.Add(Described("logits", DataType.Float, "batch", "tokens", "words"));
        return new ModelProto
        {
            IrVersion = 8,
            Graph = _graph,
            OpsetImport =
            {
                new OperatorSetIdProto { Version = opset },
                new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 }
            },
        };
    }

    private string Product(string value, int width, string name) =>
        Node("MatMul", [value, Weight(name, Width, width)], name + ".product");

    private string Node(string opType, string[] inputs, string output)
    {
        _graph.Node.Add(new NodeProto { OpType = opType, Name = output, Input = { inputs }, Output = { output } });
        return output;
    }

    private string Weight(string name, params int[] dims)
    {
        IEnumerable<double> values = Enumerable.Range(0, dims.Aggregate((a, b) => a * b))
            .Select(_ => _random.NextDouble() - 0.5);
        _graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)_type,
            Dims = { dims.Select(dim => (long)dim) },
            RawData = ByteString.CopyFrom([.. values.SelectMany(Bytes)]),
        });
        return name;
    }

    private byte[] Bytes(double value) => _type switch
    {
        DataType.Double => BitConverter.GetBytes(value),
        DataType.Float16 => BitConverter.GetBytes((Half)value),
        DataType.Bfloat16 => BitConverter.GetBytes((float)value)[2..],
        _ => BitConverter.GetBytes((float)value),
    };

    private static ValueInfoProto Described(string name, DataType type, params string[] dimensions) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new()
            {
                ElemType = (int)type,
                Shape = new TensorShapeProto
                {
                    Dim = { dimensions.Select(dim => new TensorShapeProto.Types.Dimension { DimParam = dim }) }
                }
            },
        },
    };
}
