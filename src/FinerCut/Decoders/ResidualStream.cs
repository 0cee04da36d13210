namespace FinerCut.Decoders;

/// <summary>Dominance in the data flow: the values that every path passes.</summary>
internal static class ResidualStream
{
    /// <summary>The values that every path from one value to another passes.</summary>
    /// <param name="start">One that every path from the embedding to the target passes.</param>
    /// <param name="target">A value that depends on it.</param>
    /// <returns>In order, both ends included.</returns>
    public static IReadOnlyList<FlowPoint> Find(FlowPoint start, FlowPoint target)
    {
        HashSet<FlowPoint> onPath = Between(start, target);
        List<FlowPoint> stream = [];
        int furthest = -1;
        foreach (FlowPoint point in onPath.OrderBy(point => point.Order))
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

    private static HashSet<FlowPoint> Between(FlowPoint start, FlowPoint target) => [start, .. Before(target, start)];
}
