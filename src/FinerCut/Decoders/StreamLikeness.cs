using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds the values that have the shape of the stream, whatever the tokens: asking them for their shape needs
/// none of their numbers.</summary>
internal sealed class StreamLikeness
{
    private static readonly HashSet<string> OneByOne =
    [
        "Cast", "Identity", "Dropout", "DequantizeLinear", "QuantizeLinear", "Relu", "Gelu", "FastGelu", "BiasGelu",
        "QuickGelu", "Sigmoid", "Tanh", "Erf", "Sqrt",
        "Reciprocal", "Neg", "Abs", "Exp", "Clip", "Softmax", "LayerNormalization", "SimplifiedLayerNormalization",
        "RMSNormalization",
    ];

    private static readonly HashSet<string> Joins = ["Add", "Sum", "Sub", "Mul", "Div", "Pow", "Max", "Min"];

    private static readonly HashSet<string> Reductions =
        ["ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceL2", "ReduceSumSquare"];

    // Batch, tokens, width.
    private const int LargestRank = 3;

    private readonly HashSet<Use> _streams;
    private readonly HashSet<Value> _alike;

    // Those of which every axis is as long as that of the stream, or 1.
    private readonly HashSet<Value> _within = [];

    private StreamLikeness(Value start, IReadOnlyList<Residual> residuals) =>
        (_streams, _alike) = ([.. residuals.Select(residual => residual.Stream)], [start]);

    /// <summary>Finds them.</summary>
    /// <param name="order">The nodes in the order of computation.</param>
    /// <param name="start">The stream before the first sublayer.</param>
    /// <param name="residuals">Where branches are added to it.</param>
    /// <returns>The start among them.</returns>
    public static HashSet<Value> Find(IEnumerable<Node> order, Value start, IReadOnlyList<Residual> residuals)
    {
        StreamLikeness likeness = new(start, residuals);
        likeness.AddAll(order);

        // Whatever operators compute a branch, it is added to the stream number by number.
        likeness._alike.UnionWith(residuals.Where(residual => likeness._alike.Contains(ValueAt(residual.Stream)))
            .SelectMany(residual => residual.Branches).Where(end => !ResidualSum.IsProduct(end.Node)).Select(ValueAt));
        likeness.AddAll(order);
        return likeness._alike;
    }

    /// <summary>Whether a use asks for nothing but the shape.</summary>
    public static bool AsksForShape(Use use) => use.Node is { Domain: "", OpType: "Shape" or "Size" };

    private static Value ValueAt(Use use) => use.Node.Inputs[use.Index]!;

    private void AddAll(IEnumerable<Node> order)
    {
        foreach (Node node in order)
        {
            Add(node);
        }
    }

    private void Add(Node node)
    {
        if (node.Outputs is not [{ } output, ..] || node.Inputs is not [{ } first, ..])
        {
            return;
        }

        if (HasShapeOfStream(node, first))
        {
            _alike.Add(output);
            _alike.UnionWith(FusedNorm.Is(node) && FusedNorm.Sum(node) is { } sum ? [sum] : []);
        }
        else if (IsWithin(node, first))
        {
            _within.Add(output);
        }
    }

    private bool HasShapeOfStream(Node node, Value first)
    {
        if (node.OpType == "Reshape")
        {
            return IsShapeOfStream(node.Inputs.ElementAtOrDefault(1));
        }

        return IsResidual(node) || (OneByOne.Contains(node.OpType)
            ? _alike.Contains(first)
            : Joins.Contains(node.OpType) && AllWithin(node) && node.Inputs.OfType<Value>().Any(_alike.Contains));
    }

    private bool IsResidual(Node node) => ResidualSum.SummandIndices(node)
        .Any(index => index < node.Inputs.Count && _streams.Contains(new Use(node, index))
            && _alike.Contains(node.Inputs[index]!));

    private bool IsWithin(Node node, Value first) => Reductions.Contains(node.OpType)
        ? node.FindAttribute("keepdims")?.Int is null or 1 && IsWithin(first)
        : OneByOne.Contains(node.OpType) ? IsWithin(first) : Joins.Contains(node.OpType) && AllWithin(node);

    private bool AllWithin(Node node) => node.Inputs.All(input => input is not null && IsWithin(input));

    /// <summary>A constant may be as long as the last axis: the runtime would refuse one that does not fit.</summary>
    private bool IsWithin(Value value) => _alike.Contains(value) || _within.Contains(value)
        || (Constants.TensorOf(value) is { Dimensions.Count: <= LargestRank } tensor
            && tensor.Dimensions.SkipLast(1).All(size => size == 1));

    /// <summary>The shape as it is, or put together again from each of its numbers.</summary>
    private bool IsShapeOfStream(Value? value) => value?.Producer switch
    {
        { OpType: "Shape", Attributes.Count: 0, Inputs: [{ } asked, ..] } => _alike.Contains(asked),
        { OpType: "Concat", Inputs: { Count: > 1 } numbers } =>
            numbers.Index().All(number => IsNumberOfStream(number.Item, number.Index)),
        { OpType: "Cast" or "Identity", Inputs: [{ } shape, ..] } => IsShapeOfStream(shape),
        _ => false,
    };

    private bool IsNumberOfStream(Value? value, int index) => value?.Producer switch
    {
        { OpType: "Unsqueeze" or "Reshape", Inputs: [{ } number, ..] } => IsNumberOfStream(number, index),
        { OpType: "Gather", Inputs: [{ } shape, { } place] } => IsShapeOfStream(shape)
            && Constants.Integers(place) is [var number] && number == index,
        _ => false,
    };
}
