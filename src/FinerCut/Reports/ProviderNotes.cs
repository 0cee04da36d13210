using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Reports;

/// <summary>Says which execution providers a model needs, where the CPU alone does not run it.</summary>
internal static class ProviderNotes
{
    private const int NormWeightsOfQueries = 14;

    /// <summary>Operators that ONNX Runtime has for CUDA and not for the CPU.</summary>
    private static readonly HashSet<string> OfCuda =
        ["DecoderMaskedSelfAttention", "GemmFloat8", "PackedAttention", "PackedMultiHeadAttention", "PagedAttention"];

    /// <summary>One note for each reason.</summary>
    public static IEnumerable<ModelNote> ListNotes(DecoderMap map)
    {
        List<Node> nodes = [.. NodesOf(map.Model.Graph)];
        foreach (IGrouping<string, Node> group in nodes.Where(IsOfCuda).GroupBy(node => node.OpType))
        {
            yield return Needs("CUDA", $"the operator {group.Key} ('{group.First().Title}')");
        }

        if (nodes.Find(HasNormsInside) is { } attention)
        {
            yield return Needs(
                "CUDA or WebGPU", $"GroupQueryAttention with norms of queries and keys inside ('{attention.Title}')");
        }

        if (Constants.WeightsOf(map.Model.Graph).FirstOrDefault(IsBFloat16) is { } weight)
        {
            yield return Needs("CUDA", $"bfloat16 (such as '{weight.Name}')");
        }
    }

    private static bool IsOfCuda(Node node) =>
        node.Domain == FusedNorm.MicrosoftDomain && OfCuda.Contains(node.OpType);

    private static bool HasNormsInside(Node node) => node.OpType == "GroupQueryAttention"
        && node.Inputs.Skip(NormWeightsOfQueries).Any(input => input is not null);

    private static bool IsBFloat16(Value weight) => Constants.TensorOf(weight)!.ElementType == ElementType.BFloat16;

    private static ModelNote Needs(string provider, string reason) => new(
        ModelNote.Plain,
        null,
        $"ONNX Runtime runs the model as it stands on {provider}, not on the CPU: it uses {reason}.");

    private static IEnumerable<Node> NodesOf(Graph graph) =>
        graph.Nodes.Concat(graph.Nodes.SelectMany(node => node.InnerGraphs).SelectMany(NodesOf));
}
