using System.Globalization;
using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Onnx.Tests.Oracles;

/// <summary>What <see cref="Model"/> reads in a file, in the lines of <see cref="ProtoDescription"/>.</summary>
internal sealed class ModelDescription
{
    private readonly List<string> _lines = [];

    public static IReadOnlyList<string> Of(Model model)
    {
        ModelDescription description = new();
        description.Add($"model {model.IrVersion} {model.ProducerName} {model.ProducerVersion}");
        foreach (OpsetImport opset in model.OpsetImports)
        {
            description.Add($"opset '{opset.Domain}' {opset.Version}");
        }

        foreach ((string key, string value) in model.Metadata)
        {
            description.Add($"metadata {key}={value}");
        }

        description.Add(model.Graph);
        return description._lines;
    }

    private void Add(InvariantText line) => _lines.Add(line.ToString());

    private void Add(Graph graph)
    {
        Add($"graph {graph.Name}");
        Add("input", graph.Inputs.Select(value => (value.Name, value.Type)));
        foreach (Value value in graph.Initializers)
        {
            Assert.Equal(value.Name, value.Initializer!.Name);
            Add("initializer", value.Initializer);
        }

        foreach (Node node in graph.Nodes)
        {
            Add($"node {node.Name} {node.Domain}:{node.OpType} ({Names(node.Inputs)}) -> ({Names(node.Outputs)})");
            foreach (Attribute attribute in node.Attributes)
            {
                Add(attribute);
            }
        }

        Add("output", graph.Outputs.Select(value => (value.Name, value.OutputInfo!.Type)));
        Add("value", graph.DescribedValues.Select(value => (value.Name, value.Type)));
        Add($"end {graph.Name}");
    }

    private void Add(Attribute attribute)
    {
        Add($"attribute {attribute.Name} {(int)attribute.Kind} {attribute.Int} {attribute.Float:R} '{attribute.Text}' "
            + $"[{string.Join(',', attribute.Ints)}]");
        Add($"floats [{string.Join(',', attribute.Floats.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}]");
        foreach (Tensor tensor in attribute.Tensors)
        {
            Add("tensor", tensor);
        }

        foreach (Graph graph in attribute.Graphs)
        {
            Add(graph);
        }
    }

    private void Add(string kind, Tensor tensor)
    {
        string place = tensor.ExternalData is { } data
            ? $"{data.Location} {data.Offset} {data.Length}"
            : $"{tensor.RawData?.Length.ToString(CultureInfo.InvariantCulture) ?? "typed"}";
        Add($"{kind} {tensor.Name} {(int)tensor.ElementType} [{string.Join(',', tensor.Dimensions)}] {place}");
    }

    private void Add(string kind, IEnumerable<(string Name, TensorType? Type)> values)
    {
        foreach ((string name, TensorType? type) in values)
        {
            string shape = type?.Dimensions is { } dimensions ? $"[{string.Join(',', dimensions)}]" : "none";
            Add($"{kind} {name} {(int)(type?.ElementType ?? 0)} {shape}");
        }
    }

    private static string Names(IEnumerable<Value?> values) => string.Join(',', values.Select(value => value?.Name));
}
