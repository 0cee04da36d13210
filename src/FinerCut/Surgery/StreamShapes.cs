using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Surgery;

/// <summary>Lets everyone who asks for the shape of the stream ask at its start, so that no stretch of it needs another one's values.</summary>
internal static class StreamShapes
{
    public static void Link(DecoderMap map)
    {
        Value start = map.Sublayers[0].Before.Value!;
        HashSet<Value> alike = [start];
        HashSet<Use> streams = [.. map.Sublayers.Select(sublayer => sublayer.StreamEnd)];
        foreach (Node node in map.Order)
        {
            if (KeepsShape(node, streams, alike))
            {
                alike.Add(node.Outputs[0]!);
            }
        }

        foreach (Use use in alike.Where(value => value != start).SelectMany(value => value.Uses).Where(use => use.Node is { Domain: "", OpType: "Shape" }).ToList())
        {
            use.Node.SetInput(use.Index, start);
        }
    }

    /// <summary>Casts, quantizations, residual sums, and a reshape to the shape of such a value.</summary>
    private static bool KeepsShape(Node node, HashSet<Use> streams, HashSet<Value> alike) => node.OpType switch
    {
        "Cast" or "Identity" or "DequantizeLinear" or "QuantizeLinear" => alike.Contains(node.Inputs[0]!),
        "Add" => Enumerable.Range(0, node.Inputs.Count).Any(index => streams.Contains(new Use(node, index)) && alike.Contains(node.Inputs[index]!)),
        "Reshape" => IsShapeOf(alike, node.Inputs[1]!.Producer),
        _ => false,
    };

    /// <summary>The shape as it is, or put together again from each of its numbers.</summary>
    private static bool IsShapeOf(HashSet<Value> alike, Node? node) => node switch
    {
        { OpType: "Shape" } => alike.Contains(node.Inputs[0]!),
        { OpType: "Concat" } => node.Inputs.Count > 1 && node.Inputs.Index().All(input => IsNumberOf(alike, input.Item!.Producer, input.Index)),
        _ => false,
    };

    private static bool IsNumberOf(HashSet<Value> alike, Node? node, int index) => node switch
    {
        { OpType: "Unsqueeze" or "Reshape" } => IsNumberOf(alike, node.Inputs[0]!.Producer, index),
        { OpType: "Gather" } => IsShapeOf(alike, node.Inputs[0]!.Producer) && Constants.Integers(node.Inputs[1]!) is [var number] && number == index,
        _ => false,
    };
}
