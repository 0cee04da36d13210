using System.Globalization;
using System.Text;
using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Onnx.Passes;

/// <summary>Writes a graph as text, a line for each part, so that two graphs can be compared line by line.</summary>
public static class GraphPrinter
{
    /// <summary>Prints inputs, initializers, nodes and outputs in their order; no weights.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>Lines ended by <c>\n</c>.</returns>
    public static string Print(Graph graph)
    {
        StringBuilder text = new();
        Lines("input", graph.Inputs.Select(value => value.ToString()));
        Lines("initializer", graph.Initializers.Select(value => $"{value.Name}: {TypeOf(value.Initializer!)}"));
        Lines("node", graph.Nodes.Select(node => $"{node}{Constants(node)}"));
        Lines("output", graph.Outputs.Select(value => value.ToString()));
        return text.ToString();

        void Lines(string kind, IEnumerable<string> items)
        {
            foreach (string item in items)
            {
                text.Append(kind).Append(' ').Append(item).Append('\n');
            }
        }
    }

    private static string Constants(Node node)
    {
        IEnumerable<string> constants = node.Attributes.Select(attribute => $"{attribute.Name}={Content(attribute)}");
        return node.Attributes.Count == 0 ? "" : $" {{{string.Join(", ", constants)}}}";
    }

    private static string Content(Attribute attribute) => attribute.Kind switch
    {
        AttributeType.Int => attribute.Int.ToString(CultureInfo.InvariantCulture),
        AttributeType.Float => attribute.Float.ToString(CultureInfo.InvariantCulture),
        AttributeType.String => attribute.Text,
        AttributeType.Ints => $"[{string.Join(", ", attribute.Ints)}]",
        AttributeType.Tensor when attribute.Tensors is [var tensor, ..] => TypeOf(tensor),
        _ => attribute.Kind.ToString(),
    };

    private static string TypeOf(Tensor tensor) => $"{tensor.ElementType}[{string.Join(", ", tensor.Dimensions)}]";
}
