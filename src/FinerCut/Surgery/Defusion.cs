using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Surgery;

/// <summary>Splits fused norms into an addition and a plain norm, and products that add the stream, so that the stream
/// can be cut after every addition.</summary>
internal static class Defusion
{
    public static void Apply(DecoderMap map)
    {
        Graph graph = map.Graph;
        HashSet<Use> streams = [.. map.Sublayers.Select(sublayer => sublayer.StreamEnd)];
        int number = 0;
        foreach (Node norm in graph.Nodes.Where(FusedNorm.Is).ToList())
        {
            Split(graph, norm, streamIndex: streams.Contains(new Use(norm, 1)) ? 1 : 0, $"finercut.sum.{number++}");
        }

        foreach (Node node in map.Sublayers.SelectMany(sublayer => sublayer.BranchEnds)
            .Select(end => end.Node)
            .Distinct())
        {
            if (ResidualSum.IsProduct(node))
            {
                SplitProduct(graph, node, $"finercut.sum.{number++}");
            }
            else if (ResidualSum.IsQuantized(node))
            {
                SplitQuantized(graph, node, $"finercut.sum.{number++}");
            }
        }
    }

    private static void SplitQuantized(Graph graph, Node sum, string name)
    {
        List<Value?> numbers = [.. ResidualSum.SummandIndices(sum).Select(index => graph.InsertBefore(
            sum, "DequantizeLinear", [
                sum.Inputs[index],
                ResidualSum.QuantizationOf(sum, index).Scale,
                ResidualSum.QuantizationOf(sum, index).ZeroPoint
            ], $"{name}.{index}").Outputs[0])];
        Node plain = graph.InsertBefore(sum, "Add", numbers, name);
        (Value scale, Value zero) = ResidualSum.ResultQuantization(sum);
        sum.Become("QuantizeLinear", "", [plain.Outputs[0], scale, zero]);
    }

    /// <summary>Writes the sums of 8-bit numbers that add branches as sums of what they stand for.</summary>
    /// <returns>Whether there was one: then the map describes the model no longer.</returns>
    public static bool SplitQuantized(DecoderMap map)
    {
        List<Node> sums = [.. map.Sublayers.SelectMany(sublayer => sublayer.BranchEnds)
            .Select(end => end.Node)
            .Where(ResidualSum.IsQuantized)
            .Distinct()];
        sums.ForEach(sum => SplitQuantized(map.Graph, sum, map.Graph.UnusedName(sum.Outputs[0]!.Name + "_number")));
        return sums.Count > 0;
    }

    private static void SplitProduct(Graph graph, Node product, string name)
    {
        Node factors = graph.InsertBefore(product, new NewNode(name + ".product", product.OpType)
        {
            Inputs = [.. product.Inputs.Take(2)],
            Outputs = [name + ".product_output_0"],
            Attributes = product.Attributes,
        });
        Node sum = graph.InsertBefore(product, "Add", [product.Inputs[2], factors.Outputs[0]], name);
        sum.TakeOutput(0, product.Outputs[0]!);
        graph.Remove(product);
    }

    private static void Split(Graph graph, Node norm, int streamIndex, string name)
    {
        Value? branch = norm.Inputs[1 - streamIndex];
        if (norm.Inputs.ElementAtOrDefault(FusedNorm.BiasInput(norm)) is { } bias)
        {
            // The bias is the end of the branch, and goes with it.
            branch = graph.InsertBefore(norm, "Add", [branch, bias], name + ".bias").Outputs[0];
        }

        Node sum = graph.InsertBefore(norm, "Add", [norm.Inputs[streamIndex], branch], name);
        if (FusedNorm.Sum(norm) is { } named)
        {
            sum.TakeOutput(0, named);
        }

        FusedNorm.Split(norm, sum.Outputs[0]!);
    }
}
