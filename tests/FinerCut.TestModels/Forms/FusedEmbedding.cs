using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Writes the look-ups of words and positions, their sum and the first norm as one
/// <c>EmbedLayerNormalization</c>.</summary>
internal static class FusedEmbedding
{
    public static bool Fits(ModelProto model) => SumOf(model.Graph) is not null;

    public static void Apply(ModelProto model)
    {
        GraphProto graph = model.Graph;
        NodeProto sum = SumOf(graph)!;
        NodeProto norm =
            graph.Node.First(node => node.OpType == "LayerNormalization" && node.Input[0] == sum.Output[0]);
        NodeProto[] rows = [.. sum.Input.Select(name => graph.Node.First(node => node.Output[0] == name))];
        NodeProto words = rows.First(row => row.Input[1] == "input_ids");
        NodeProto places = rows.First(row => row != words);
        NodeList nodes = new();
        foreach (NodeProto node in graph.Node.Except([norm]))
        {
            if (node != sum)
            {
                nodes.Nodes.Add(node);
                continue;
            }

            (string ids, string positions) =
                (nodes.Cast("input_ids", DataType.Int32), nodes.Cast(places.Input[1], DataType.Int32));
            nodes.Node("EmbedLayerNormalization", ids, "", words.Input[0], places.Input[0]).In("com.microsoft")
                .Reads("", norm.Input[1], norm.Input[2], "", positions)
                .Writes(norm.Output[0], "embedding mask", sum.Output[0])
                    .With("epsilon", norm.Attribute.First(attribute => attribute.Name == "epsilon").F);
        }

        GraphProtos.SetNodes(graph, nodes.Nodes);
        DeadValues.Remove(model);
        if (!model.OpsetImport.Any(import => import.Domain == "com.microsoft"))
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        }
    }

    private static NodeProto? SumOf(GraphProto graph)
    {
        HashSet<string> rows = [.. graph.Node.Where(node => node.OpType == "Gather" && graph.Initializer
            .Any(tensor => tensor.Name == node.Input[0] && tensor.Dims.Count == 2)).Select(node => node.Output[0])];
        return graph.Node.FirstOrDefault(node => node.OpType == "Add" && node.Input.All(rows.Contains)
            && graph.Node.Any(norm => norm.OpType == "LayerNormalization" && norm.Input[0] == node.Output[0]));
    }
}
