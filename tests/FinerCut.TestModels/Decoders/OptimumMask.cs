using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Decoders;

/// <summary>The causal mask of an optimum export: from the attention mask, and from the length of the first layer's key
/// cache.</summary>
internal static class OptimumMask
{
    public static string Build(GraphScope scope, string embedding)
    {
        string past = scope.SizeOf("past_key_values.0.key", 2);
        string total = scope.Op("Add", past, scope.SizeOf(embedding, 1));
        string queries =
            scope.Op("Range", scope.Cast(past, DataType.Int64), scope.Cast(total, DataType.Int64), scope.Scalar(1L));
        string padding = scope.Cast("attention_mask", DataType.Bool);
        string queryCount = scope.SizeOf(queries, 0);
        string keyCount = scope.Op("Add", past, queryCount);
        string batch = scope.SizeOf(embedding, 0);
        string columns = Spread(scope, queries, 0, 1, 3);
        string samples = Spread(scope, RangeTo(scope, batch), 1, 2, 3);
        string keys = Spread(scope, RangeTo(scope, keyCount), 0, 1, 2);
        string causal = Causal(scope, columns, keys);
        string visible = Visible(scope, padding, (samples, keys));
        string both = scope.Op("And", causal, visible);
        return scope.Expand(
            both, scope.Unsqueeze(
                batch, 0), scope.Vector(-1), scope.Unsqueeze(queryCount, 0), scope.Unsqueeze(keyCount, 0));
    }

    private static string RangeTo(GraphScope scope, string end)
    {
        string last = scope.Cast(end, DataType.Int64);
        string start = scope.Scalar(0L);
        return scope.Op("Range", start, last, scope.Scalar(1L));
    }

    private static string Spread(GraphScope scope, string vector, params long[] axes) =>
        axes.Aggregate(vector, (value, axis) => scope.Unsqueeze(value, axis));

    private static string Causal(GraphScope scope, string queries, string keys)
    {
        string yes = scope.Node("ConstantOfShape", scope.Vector()).With("value", Tensors.Of(true)).Value;
        string before = scope.Op("LessOrEqual", keys, queries);
        return scope.Op("And", yes, scope.Cast(before, DataType.Bool));
    }

    /// <summary>The attention mask of every sample at every key, picked from the flat mask by sample x width +
    /// key.</summary>
    private static string Visible(GraphScope scope, string padding, (string Samples, string Keys) at)
    {
        string width = scope.Node("Gather", scope.Op("Shape", padding), scope.Vector(1)).With("axis", 0).Value;
        string flat = scope.Node("Flatten", padding).With("axis", 2).Value;
        string index = scope.Op("Add", at.Keys, scope.Op("Mul", at.Samples, width));
        string picked = scope.Node("Gather", flat, index).With("axis", 0).Value;
        string shape = scope.Op("Shape", index);
        string sample = scope.Reshape(picked, scope.Vector(-1));
        return scope.Cast(scope.Reshape(sample, scope.Concat(0, shape)), DataType.Bool);
    }
}
