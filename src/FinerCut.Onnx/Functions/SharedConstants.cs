using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Messages;

namespace FinerCut.Onnx.Functions;

/// <summary>Weights that functions hold as <c>Constant</c> nodes: all calls of a function read the same one, so that a
/// model does not grow by its calls.</summary>
/// <param name="names">Makes the names of the values.</param>
/// <param name="nodeNames">Makes the names of the nodes.</param>
internal sealed class SharedConstants(FreshNames names, FreshNames nodeNames)
{
    private readonly Dictionary<NodeMessage, string> _values = [];
    private readonly List<NodeMessage> _nodes = [];

    /// <summary>The nodes, for the start of the outermost graph.</summary>
    public IReadOnlyList<NodeMessage> Nodes => _nodes;

    /// <summary>Whether a node of a function holds a weight that is the same in every call.</summary>
    public static bool Is(NodeMessage node) => node is { OpType: "Constant", Domain: "", Outputs: [{ Length: > 0 }] }
        && node.Attributes.TrueForAll(attribute => attribute.Reference.Length == 0)
        && node.Attributes.Exists(
            attribute => attribute.Attribute.Tensors is [{ ElementCount: > 1 } tensor]
                && IsOfNumbers(tensor.ElementType));

    /// <summary>Whether a node of a function has become a shared one.</summary>
    public bool Has(NodeMessage node) => _values.ContainsKey(node);

    /// <summary>The value that stands for what a node writes.</summary>
    /// <param name="node">A node of a function, not a copy of one.</param>
    /// <param name="prefix">What a name begins with, if the node has no value yet.</param>
    public string NameOf(NodeMessage node, string prefix)
    {
        if (!_values.TryGetValue(node, out string? name))
        {
            _values[node] = name = names.Make(prefix, node.Outputs[0]);
            string title = node.Name.Length > 0 ? nodeNames.Make(prefix, node.Name) : "";
            _nodes.Add(node.Inlined(title, [], [name], node.Attributes));
        }

        return name;
    }

    /// <summary>Shapes, axes and masks are small, and stay where they are read.</summary>
    private static bool IsOfNumbers(ElementType type) =>
        type is not (ElementType.Int64 or ElementType.Int32 or ElementType.Bool or ElementType.String);
}
