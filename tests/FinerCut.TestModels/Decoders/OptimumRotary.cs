using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Decoders;

/// <summary>The rotary embedding of an optimum export, computed once from <c>position_ids</c>.</summary>
/// <param name="Cosines">Shape <c>[batch, tokens, head size]</c>.</param>
/// <param name="Sines">The same shape.</param>
internal sealed record OptimumRotary(string Cosines, string Sines)
{
    public static OptimumRotary Build(GraphScope scope, int headSize)
    {
        string frequencies = Frequencies(scope, headSize);
        string positions = scope.Cast(scope.Unsqueeze("position_ids", 1), DataType.Float);
        string left = scope.Cast(frequencies, DataType.Float);
        string angles = scope.Op("MatMul", left, scope.Cast(positions, DataType.Float));
        string half = scope.Transpose(angles, 0, 2, 1);
        string full = scope.Concat(-1, half, half);
        string cosines = scope.Op("Mul", scope.Op("Cos", full), scope.Scalar(1f));
        string sines = scope.Op("Mul", scope.Op("Sin", full), scope.Scalar(1f));
        return new(scope.Cast(cosines, DataType.Float), scope.Cast(sines, DataType.Float));
    }

    /// <summary>Turns the heads of a query or key: x cos + rotate_half(x) sin.</summary>
    public static string Apply(GraphScope scope, string heads, (string Cosines, string Sines) by)
    {
        string turned = scope.Op("Mul", heads, by.Cosines);
        string half = scope.Op("Div", scope.SizeOf(heads, 3), scope.Scalar(2L));
        string middle = scope.Cast(scope.Cast(half, DataType.Int64), DataType.Int64);
        string first = Slice(scope, heads, (() => scope.Vector(0), () => scope.Unsqueeze(middle, 0)));
        string second = Slice(scope, heads, (() => scope.Unsqueeze(middle, 0), () => scope.Vector(long.MaxValue)));
        string rotated = scope.Concat(-1, scope.Op("Neg", second), first);
        return scope.Op("Add", turned, scope.Op("Mul", rotated, by.Sines));
    }

    private static string Slice(GraphScope scope, string heads, (Func<string> Start, Func<string> End) range)
    {
        string axis = scope.Vector(3);
        return scope.Op("Slice", heads, range.Start(), range.End(), axis, scope.Vector(1));
    }

    private static string Frequencies(GraphScope scope, int headSize)
    {
        const string constant = "onnx::Expand_141";
        float[] values =
            [.. Enumerable.Range(0, headSize / 2).Select(index => (float)RotaryAngles.Frequency(index, headSize))];
        scope.Graph.Node("Constant", "Constant_481", constant).With("value", Tensors.Of(values, 1, values.Length, 1));
        string batch = scope.Unsqueeze(scope.SizeOf("position_ids", 0), 0);
        return scope.Cast(scope.Expand(constant, batch, scope.Vector(-1), scope.Vector(1)), DataType.Float);
    }
}
