using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>The node by which a model answers for one position alone: it takes that position out of all, before the
/// head or after it.</summary>
/// <param name="Node">What takes it.</param>
/// <param name="All">The vectors of all positions.</param>
/// <param name="One">The vector of the position that is taken.</param>
internal sealed record PositionSelection(Node Node, Value All, Value One)
{
    private const long FirstOpsetOfConstants = 12;

    /// <summary>Looks for it after the last sublayer.</summary>
    /// <param name="model">The model; a constant list of integers has to be possible in it.</param>
    /// <param name="dominators">The values that every path passes, in order.</param>
    /// <param name="end">The stream after the last sublayer.</param>
    /// <returns>Null where the logits are those of all positions, or where the way to them is not understood.</returns>
    public static PositionSelection? Find(Model model, IReadOnlyList<FlowPoint> dominators, FlowPoint end) =>
        model.OpsetImports.Any(import => import is { Domain: "" or "ai.onnx", Version: >= FirstOpsetOfConstants })
            ? dominators.Where(dominator => dominator.Order > end.Order)
                .Select(FindSelection).FirstOrDefault(selection => selection is not null)
            : null;

    private static PositionSelection? FindSelection(FlowPoint point) =>
        point is { Producer: { Domain: "", Inputs: [_, { }, ..] } node, Value: { } one, Inputs: [{ Value: { } all }] }
        && node.Inputs[0] == all && Selects(node) ? new PositionSelection(node, all, one) : null;

    private static bool Selects(Node node) => node.OpType switch
    {
        "GatherND" => true,
        "Gather" or "GatherElements" =>
            IsAxisOfPositions(node.FindAttribute("axis")?.Int ?? 0, Constants.Integers(node.Inputs[1]!)),
        "Slice" => Axes(node) is { } axes
            && axes.Index().Any(axis => IsAxisOfPositions(axis.Item, StartOf(node, axis.Index))),
        _ => false,
    };

    /// <summary>The second axis, or the first one where sequences are laid one after the other; what starts at 0 of
    /// that takes a sequence.</summary>
    private static bool IsAxisOfPositions(long axis, IReadOnlyList<long>? start) => axis is 1 or -2
        ? start is not [0]
        : axis == 0 && start is null or [not 0];

    private static IReadOnlyList<long>? Axes(Node slice) => slice.Inputs.ElementAtOrDefault(3) is { } axes
        ? Constants.Integers(axes)
        : Constants.Integers(slice.Inputs[1]!)?.Select((_, axis) => (long)axis).ToList();

    private static IReadOnlyList<long>? StartOf(Node slice, int index) =>
        Constants.Integers(slice.Inputs[1]!) is { } starts && index < starts.Count ? [starts[index]] : null;
}
