using System.Globalization;
using FinerCut.TestModels.Protos;

namespace FinerCut.Onnx.Tests.Oracles;

/// <summary>What the generated protobuf classes read in a file, line by line.</summary>
internal sealed class ProtoDescription
{
    private readonly List<string> _lines = [];

    public static IReadOnlyList<string> Of(ModelProto model)
    {
        ProtoDescription description = new();
        description.Add($"model {model.IrVersion} {model.ProducerName} {model.ProducerVersion}");
        foreach (OperatorSetIdProto opset in model.OpsetImport)
        {
            description.Add($"opset '{opset.Domain}' {opset.Version}");
        }

        foreach (StringStringEntryProto entry in model.MetadataProps)
        {
            description.Add($"metadata {entry.Key}={entry.Value}");
        }

        description.Add(model.Graph);
        return description._lines;
    }

    private void Add(InvariantText line) => _lines.Add(line.ToString());

    private void Add(GraphProto graph)
    {
        Add($"graph {graph.Name}");
        Add("input", graph.Input);
        foreach (TensorProto tensor in graph.Initializer)
        {
            Add("initializer", tensor);
        }

        foreach (NodeProto node in graph.Node)
        {
            Add($"node {node.Name} {node.Domain}:{node.OpType} ({string.Join(',', node.Input)}) -> "
                + $"({string.Join(',', node.Output)})");
            foreach (AttributeProto attribute in node.Attribute)
            {
                Add(attribute);
            }
        }

        Add("output", graph.Output);
        Add("value", graph.ValueInfo);
        Add($"end {graph.Name}");
    }

    private void Add(AttributeProto attribute)
    {
        Add($"attribute {attribute.Name} {(int)attribute.Type} {attribute.I} {attribute.F:R} "
            + $"'{attribute.S.ToStringUtf8()}' [{string.Join(',', attribute.Ints)}]");
        Add($"floats [{string.Join(',', attribute.Floats.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]");
        foreach (TensorProto tensor in attribute.T is null ? attribute.Tensors : [attribute.T, .. attribute.Tensors])
        {
            Add("tensor", tensor);
        }

        foreach (GraphProto graph in attribute.G is null ? attribute.Graphs : [attribute.G, .. attribute.Graphs])
        {
            Add(graph);
        }
    }

    private void Add(string kind, TensorProto tensor)
    {
        string Entry(string key) => tensor.ExternalData.FirstOrDefault(entry => entry.Key == key)?.Value ?? "";
        bool isExternal = tensor.DataLocation == TensorProto.Types.DataLocation.External;
        string place = isExternal
            ? $"{Entry("location")} {Entry("offset")} {Entry("length")}"
            : $"{(tensor.HasRawData ? tensor.RawData.Length : "typed")}";
        Add($"{kind} {tensor.Name} {tensor.DataType} [{string.Join(',', tensor.Dims)}] {place}");
    }

    private void Add(string kind, IEnumerable<ValueInfoProto> values)
    {
        foreach (ValueInfoProto value in values)
        {
            string shape = value.Type?.TensorType?.Shape is { } proto
                ? $"[{string.Join(',', proto.Dim.Select(Text))}]"
                : "none";
            Add($"{kind} {value.Name} {value.Type?.TensorType?.ElemType ?? 0} {shape}");
        }
    }

    private static string Text(TensorShapeProto.Types.Dimension dimension) => dimension.ValueCase switch
    {
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue =>
            dimension.DimValue.ToString(CultureInfo.InvariantCulture),
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam => dimension.DimParam,
        _ => "?",
    };
}
