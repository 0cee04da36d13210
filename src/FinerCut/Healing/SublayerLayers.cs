using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Healing;

/// <summary>The products with weights at both ends of a sublayer.</summary>
/// <param name="Inputs">Those that read the normed stream: queries, keys and values, gate and up.</param>
/// <param name="Outputs">Those of float numbers that add to the stream: the output projection, or those of several
/// experts.</param>
internal sealed record SublayerLayers(IReadOnlyList<InputGroup> Inputs, IReadOnlyList<LinearLayer> Outputs)
{
    private static readonly HashSet<string> Views =
        ["Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Dropout"];

    /// <summary>Finds them.</summary>
    /// <param name="sublayer">A sublayer whose residual sum has a name.</param>
    public static SublayerLayers Find(Sublayer sublayer)
    {
        List<LinearLayer> outputs =
            [.. sublayer.BranchEnds.SelectMany(end => FindOutputs(end.Node.Inputs[end.Index]!, 1))];
        HashSet<Value> late = [];
        List<Node> first = [];
        foreach (Node node in sublayer.Nodes)
        {
            bool isProduct = WeightFacts.MultiplyAdds(node) > 0;
            bool isLate = node.Inputs.OfType<Value>().Any(late.Contains);
            if (isProduct && !isLate)
            {
                first.Add(node);
            }

            if (isProduct || isLate)
            {
                late.UnionWith(node.Outputs.OfType<Value>());
            }
        }

        first.RemoveAll(node => outputs.Exists(layer => layer.Product == node));
        return new SublayerLayers(InputGroup.Group(first), outputs);
    }

    /// <summary>The products that a value is made of by adding constants, scaling, and looking at it in another
    /// shape.</summary>
    private static IEnumerable<LinearLayer> FindOutputs(Value value, double scale)
    {
        if (value.Producer is not { } node || value.IsGraphOutput || value.Uses.Count > 1)
        {
            return [];
        }

        if (LinearLayer.TryRead(node) is { } layer)
        {
            return [layer with { Scale = layer.Scale * scale }];
        }

        return node switch
        {
            { Domain: "" } when Views.Contains(node.OpType) => FindOutputs(node.Inputs[0]!, scale),
            { Domain: "", OpType: "Add" or "Sum" } => node.Inputs.OfType<Value>()
                .Where(input => Constants.TensorOf(input) is null)
                .SelectMany(input => FindOutputs(input, scale)),
            { Domain: "", OpType: "Mul" or "Div" } => FindScaled(node, scale),
            _ => [],
        };
    }

    private static IEnumerable<LinearLayer> FindScaled(Node node, double scale)
    {
        int constant = node.OpType == "Mul" && Constants.TensorOf(node.Inputs[0]) is not null ? 0 : 1;
        return Constants.TensorOf(node.Inputs[constant]) is { ElementCount: 1 } tensor
            && tensor.ToFloats() is [var factor]
            ? FindOutputs(node.Inputs[1 - constant]!, node.OpType == "Mul" ? scale * factor : scale / factor)
            : [];
    }
}
