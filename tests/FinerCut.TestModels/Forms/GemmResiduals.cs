using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Forms;

/// <summary>Lets the last product of a branch add the stream itself, between two reshapes, as a fusion for matrices
/// writes it.</summary>
internal static class GemmResiduals
{
    public static bool Fits(ModelProto model) =>
        ProductsOf(model.Graph).Count > 0 && model.Graph.Node.Any(node => IsResidual(node, ProductsOf(model.Graph)));

    public static void Apply(ModelProto model)
    {
        Dictionary<string, NodeProto> products = ProductsOf(model.Graph);
        NodeList nodes = new();
        foreach (NodeProto node in model.Graph.Node)
        {
            if (IsResidual(node, products))
            {
                int index = products.ContainsKey(node.Input[0]) ? 0 : 1;
                Rewrite(nodes, node, (products[node.Input[index]], node.Input[1 - index]));
            }
            else
            {
                nodes.Nodes.Add(node);
            }
        }

        GraphProtos.SetNodes(model.Graph, nodes.Nodes);
        DeadValues.Remove(model);
    }

    private static void Rewrite(NodeList nodes, NodeProto sum, (NodeProto Product, string Stream) parts)
    {
        string width = nodes.Op("Slice", nodes.Op("Shape", parts.Stream), nodes.Vector(2), nodes.Vector(3));
        string matrix = nodes.Node("Concat", nodes.Vector(-1), width).With("axis", 0).Value;
        string stream = nodes.Op("Reshape", parts.Stream, matrix);
        string innerWidth =
            nodes.Op("Slice", nodes.Op("Shape", parts.Product.Input[0]), nodes.Vector(2), nodes.Vector(3));
        string branch = nodes.Op(
            "Reshape",
            parts.Product.Input[0],
            nodes.Node("Concat", nodes.Vector(-1), innerWidth).With("axis", 0).Value);
        string result = nodes.Op("Gemm", branch, parts.Product.Input[1], stream);
        nodes.Node("Reshape", result, nodes.Op("Shape", parts.Stream)).Writes(sum.Output[0]);
    }

    /// <summary>Products with weights, by their results.</summary>
    public static Dictionary<string, NodeProto> ProductsOf(GraphProto graph)
    {
        HashSet<string> weights =
            [.. graph.Initializer.Where(tensor => tensor.Dims.Count == 2).Select(tensor => tensor.Name)];
        return graph.Node
            .Where(node => node.OpType == "MatMul" && weights.Contains(node.Input[1]))
            .ToDictionary(node => node.Output[0]);
    }

    /// <summary>Whether a node adds one such product to something that is no bias.</summary>
    public static bool IsResidual(NodeProto node, Dictionary<string, NodeProto> products) => node.OpType == "Add"
        && node.Input.Count(products.ContainsKey) == 1
            && !node.Input.Any(name => name.Contains("bias", StringComparison.Ordinal));
}
