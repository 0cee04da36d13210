using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Tells residual additions from other additions between two values of the stream.</summary>
internal static class ResidualFinder
{
    private static readonly HashSet<string> Views = ["Cast", "Identity", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Dropout", "DequantizeLinear", "QuantizeLinear"];

    /// <summary>The residual between two neighbours of the stream; null where the step is something else, such as a norm.</summary>
    public static Residual? Find(FlowGraph flow, FlowPoint before, FlowPoint after)
    {
        if (!after.IsSum)
        {
            return null;
        }

        List<Use> summands = Flatten(flow, before, after);
        List<Use> streams = [.. summands.Where(use => IsView(flow, before, flow.FindInput(use.Node, use.Index)))];
        return streams.Count == 1 && summands.Count > 1
            ? new Residual(before, after, streams[0], [.. summands.Where(use => use != streams[0])])
            : null;
    }

    /// <summary>What is added up, by inner sums that nobody else reads too; a stack of its own, since a branch may be thousands of sums.</summary>
    private static List<Use> Flatten(FlowGraph flow, FlowPoint before, FlowPoint sum)
    {
        List<Use> summands = [];
        Stack<Use> open = new(Enumerable.Reverse(FlowingInto(flow, sum.Producer!)));
        bool isOneOfSeveral = open.Count > 1;
        while (open.TryPop(out Use use))
        {
            FlowPoint input = flow.FindInput(use.Node, use.Index)!;
            List<Use> inner = isOneOfSeveral && input != before && input.IsSum && input.Readers.Count == 1 ? FlowingInto(flow, input.Producer!) : [];
            if (inner.Count > 1)
            {
                inner.Reverse();
                inner.ForEach(open.Push);
            }
            else
            {
                summands.Add(use);
            }
        }

        return summands;
    }

    private static List<Use> FlowingInto(FlowGraph flow, Node node) =>
        [.. ResidualSum.SummandIndices(node).Where(index => flow.FindInput(node, index) is not null).Select(index => new Use(node, index))];

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
