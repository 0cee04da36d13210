using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Tells by operators and states what a branch does.</summary>
internal static class SublayerKinds
{
    private static readonly HashSet<string> MixerOperators =
        ["CausalConvWithState", "LinearAttention", "Scan", "Loop", "GRU", "LSTM", "RNN"];

    /// <summary>The kind of a branch.</summary>
    /// <param name="flow">The data flow.</param>
    /// <param name="points">The branch, in topological order.</param>
    /// <param name="fixedStates">The states of convolutions and recurrences, of any branch.</param>
    public static SublayerKind DetectKind(
        FlowGraph flow, IReadOnlyList<FlowPoint> points, IEnumerable<StateOutput> fixedStates)
    {
        if (points.Any(point => AttentionOperators.Is(point.Producer!)) || HasOpenAttention(flow, points))
        {
            return SublayerKind.Attention;
        }

        HashSet<Node> nodes = [.. points.Select(point => point.Producer!)];
        return nodes.Any(IsMixer) || fixedStates.Any(state => state.Past!.Uses.Any(use => nodes.Contains(use.Node)))
            ? SublayerKind.Mixer
            : SublayerKind.Ffn;
    }

    /// <summary>What tells the kind of a sublayer, for people.</summary>
    public static string Evidence(Sublayer sublayer)
    {
        Node? node = sublayer.Nodes.FirstOrDefault(AttentionOperators.Is) ?? sublayer.Nodes.FirstOrDefault(IsMixer);
        return (sublayer.Kind, node) switch
        {
            (SublayerKind.Ffn, _) => "neither attention nor state",
            (SublayerKind.Input, _) => "what another table says of the tokens",
            (_, not null) => node.OpType,
            (SublayerKind.Attention, null) => "softmax of a product of two branches, times a third",
            _ => "a state that is handed on",
        };
    }

    /// <summary>A softmax of a product of two values that both depend on the stream, and a product of it with a third;
    /// a router of experts has a softmax of a product with weights.</summary>
    private static bool HasOpenAttention(FlowGraph flow, IReadOnlyList<FlowPoint> points)
    {
        HashSet<FlowPoint> scores = [];
        HashSet<FlowPoint> shares = [];
        foreach (FlowPoint point in points)
        {
            bool isProduct = AttentionOperators.FactorsOf(point.Producer!) is { Count: > 0 } factors && factors.All(
                index => index < point.Producer!.Inputs.Count && flow.FindInput(point.Producer, index) is not null);
            if (isProduct && point.Inputs.Exists(shares.Contains))
            {
                return true;
            }

            bool isScore = isProduct || point.Inputs.Exists(scores.Contains);
            if (isScore)
            {
                scores.Add(point);
            }

            if ((isScore && point.Producer!.OpType is "Softmax" or "QLinearSoftmax")
                || point.Inputs.Exists(shares.Contains))
            {
                shares.Add(point);
            }
        }

        return false;
    }

    /// <summary>A convolution with a kernel of one is a product with weights.</summary>
    private static bool IsMixer(Node node) => MixerOperators.Contains(node.OpType)
        || (node.OpType == "Conv" && WeightFacts.DimensionsOf(node.Inputs[1])?.Skip(2).All(size => size == 1) != true);
}
