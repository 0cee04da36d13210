namespace FinerCut.Decoders;

/// <summary>Steps of the data flow that carry numbers on without mixing them with others.</summary>
internal static class FlowSteps
{
    private static readonly HashSet<string> Views = [
        "Cast",
        "Identity",
        "Reshape",
        "Squeeze",
        "Unsqueeze",
        "Flatten",
        "Dropout",
        "DequantizeLinear",
        "QuantizeLinear"
    ];

    private static readonly HashSet<string> Parts =
        ["Slice", "Split", "Gather", "Concat", "Expand", "Transpose", "ReduceSum"];

    /// <summary>The value itself or, through views and constant scales, the one that it repeats.</summary>
    /// <param name="point">The value.</param>
    /// <param name="stop">Where to look no further back.</param>
    public static FlowPoint SourceOf(FlowPoint point, FlowPoint stop)
    {
        while (point != stop && Before(point) is { } before)
        {
            point = before;
        }

        return point;
    }

    /// <summary>Whether a value is carried into another one by views, scales and sums, and where
    /// <paramref name="inParts"/> also in parts.</summary>
    public static bool Carries(FlowPoint from, FlowPoint to, bool inParts = false)
    {
        HashSet<FlowPoint> seen = [];
        Stack<FlowPoint> open = new([to]);
        while (open.TryPop(out FlowPoint? point))
        {
            if (point == from)
            {
                return true;
            }

            if (point.Order > from.Order && seen.Add(point)
                && (point.IsSum || Before(point) is not null || (inParts && IsPart(point))))
            {
                point.Inputs.ForEach(open.Push);
            }
        }

        return false;
    }

    /// <summary>What a view or a constant scale repeats; null where the point is something else.</summary>
    private static FlowPoint? Before(FlowPoint point)
    {
        if (point is not { Producer: { Domain: "" } producer, Inputs: [var input] })
        {
            return null;
        }

        bool isView = Views.Contains(producer.OpType) && producer.Inputs[0] == input.Value;
        bool isScale = producer.OpType == "Mul" || (producer.OpType == "Div" && producer.Inputs[0] == input.Value);
        return isView || (isScale && producer.Inputs[0] != producer.Inputs[1]) ? input : null;
    }

    private static bool IsPart(FlowPoint point) =>
        point.Producer is { Domain: "" } producer && Parts.Contains(producer.OpType);
}
