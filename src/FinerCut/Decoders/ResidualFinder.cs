using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Tells residual additions from other additions between two values of the stream.</summary>
internal static class ResidualFinder
{
    private static readonly HashSet<string> Views = ["Cast", "Identity", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Dropout"];

    /// <summary>The residual between two neighbours of the stream; null where the step is something else, such as a norm.</summary>
    public static Residual? Find(FlowGraph flow, FlowPoint before, FlowPoint after)
    {
        if (!after.IsSum)
        {
            return null;
        }

        List<Use> summands = [];
        Flatten(flow, before, after, summands);
        List<Use> streams = [.. summands.Where(use => IsView(flow, before, flow.FindInput(use.Node, use.Index)))];
        return streams.Count == 1 && summands.Count > 1
            ? new Residual(before, after, streams[0], [.. summands.Where(use => use != streams[0])])
            : null;
    }

    private static void Flatten(FlowGraph flow, FlowPoint before, FlowPoint sum, List<Use> summands)
    {
        Node node = sum.Producer!;
        List<Use> own = [.. SummandsOf(node).Where(use => flow.FindInput(node, use.Index) is not null)];
        foreach (Use use in own)
        {
            FlowPoint input = flow.FindInput(node, use.Index)!;
            bool isInnerSum = own.Count > 1 && input != before && input.IsSum && input.Readers.Count == 1
                && SummandsOf(input.Producer!).Count(inner => flow.FindInput(input.Producer!, inner.Index) is not null) > 1;
            if (isInnerSum)
            {
                Flatten(flow, before, input, summands);
            }
            else
            {
                summands.Add(use);
            }
        }
    }

    private static IEnumerable<Use> SummandsOf(Node node) => FusedNorm.Is(node)
        ? FusedNorm.SummandIndices(node).Select(index => new Use(node, index))
        : Enumerable.Range(0, node.Inputs.Count).Select(index => new Use(node, index));

    private static bool IsView(FlowGraph flow, FlowPoint before, FlowPoint? point)
    {
        while (point is not null && point != before)
        {
            if (point.Producer is not { Domain: "" } producer || !Views.Contains(producer.OpType) || point.Inputs.Count != 1)
            {
                return false;
            }

            point = flow.Find(producer.Inputs[0]);
        }

        return point is not null;
    }
}
