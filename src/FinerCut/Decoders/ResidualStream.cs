namespace FinerCut.Decoders;

/// <summary>The residual stream: the values that every path from the embedding to the logits passes, in order.</summary>
internal static class ResidualStream
{
    /// <summary>The values that dominate the target.</summary>
    /// <param name="flow">The flow from the embedding.</param>
    /// <param name="target">The logits.</param>
    /// <returns>From the embedding to the logits, both included.</returns>
    public static IReadOnlyList<FlowPoint> Find(FlowGraph flow, FlowPoint target)
    {
        HashSet<FlowPoint> onPath = Before(target);
        List<FlowPoint> stream = [];
        int furthest = -1;
        foreach (FlowPoint point in flow.Points.Where(onPath.Contains))
        {
            // No edge leads from before this point past it: so every path goes through it.
            if (furthest <= point.Order)
            {
                stream.Add(point);
            }

            foreach (FlowPoint reader in point.Readers.Where(onPath.Contains))
            {
                furthest = Math.Max(furthest, reader.Order);
            }
        }

        return stream;
    }

    /// <summary>The points that a point depends on, itself included.</summary>
    public static HashSet<FlowPoint> Before(FlowPoint target, FlowPoint? stop = null)
    {
        HashSet<FlowPoint> seen = [];
        Stack<FlowPoint> open = new([target]);
        while (open.TryPop(out FlowPoint? point))
        {
            if (point != stop && seen.Add(point))
            {
                foreach (FlowPoint input in point.Inputs)
                {
                    open.Push(input);
                }
            }
        }

        return seen;
    }
}
