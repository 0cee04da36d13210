using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>What is added up at a sum.</summary>
internal static class Summands
{
    /// <summary>The summands that depend on the embedding, those of inner sums that nobody else reads in their
    /// place.</summary>
    /// <remarks>A stack of its own, since a branch may be thousands of sums.</remarks>
    public static List<Use> FindUses(FlowGraph flow, FlowPoint before, FlowPoint sum)
    {
        List<Use> summands = [];
        Stack<Use> open = new(Enumerable.Reverse(FlowingInto(flow, sum.Producer!)));
        bool isOneOfSeveral = open.Count > 1;
        while (open.TryPop(out Use use))
        {
            FlowPoint input = flow.FindInput(use.Node, use.Index)!;
            List<Use> inner = isOneOfSeveral && input != before && input.IsSum && input.Readers.Count == 1
                ? FlowingInto(flow, input.Producer!)
                : [];
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

    private static List<Use> FlowingInto(FlowGraph flow, Node node) => [.. ResidualSum.SummandIndices(node)
        .Select(index => new Use(node, index)).Where(use => flow.FindInput(node, use.Index) is not null)];
}
