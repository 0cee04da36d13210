using FinerCut.TestModels.Graphs;

namespace FinerCut.TestModels.Decoders;

/// <summary>The attention of an optimum export: caches by <c>Concat</c>, grouped heads repeated, scores masked by
/// <c>Where</c>.</summary>
/// <remarks>Every layer reads the cosines and sines that the first layer's scope unsqueezes.</remarks>
internal sealed class OptimumAttention(TinyDecoderOptions options)
{
    private (string Cosines, string Sines)? _rotation;

    public string Build(GraphScope scope, AttentionRequest request, AttentionContext context)
    {
        (string Batch, string Tokens) size = (scope.SizeOf(request.Input, 0), scope.SizeOf(request.Input, 1));
        string query = Project(scope, "q_proj", (request.Input, request.Names.Query));
        string[] shapes = [HeadsShape(scope, size), HeadsShape(scope, size), HeadsShape(scope, size)];
        query = Heads(scope, query, shapes[0]);
        string key = Heads(scope, Project(scope, "k_proj", (request.Input, request.Names.Key)), shapes[1]);
        string value = Heads(scope, Project(scope, "v_proj", (request.Input, request.Names.Value)), shapes[2]);
        _rotation ??= (scope.Unsqueeze(context.Rotary.Cosines, 1), scope.Unsqueeze(context.Rotary.Sines, 1));
        query = OptimumRotary.Apply(scope, query, _rotation.Value);
        key = Cache(scope, (request.Layer, "key"), OptimumRotary.Apply(scope, key, _rotation.Value));
        value = Cache(scope, (request.Layer, "value"), value);
        string keys = Repeat(scope, key);
        string values = Repeat(scope, value);
        string weights = Weights(scope, (query, keys), context.Mask);
        string mixed = scope.Transpose(scope.Op("MatMul", weights, values), 0, 2, 1, 3);
        string shape =
            scope.Concat(0, LooseUnsqueeze(scope, size.Batch), LooseUnsqueeze(scope, size.Tokens), scope.Vector(-1));
        return Project(scope, "o_proj", (scope.Reshape(mixed, shape), request.Names.AttentionOutput));
    }

    private static string Project(GraphScope scope, string name, (string Input, string Weight) product) =>
        scope.Scope(name).Op("MatMul", product.Input, product.Weight);

    private string HeadsShape(GraphScope scope, (string Batch, string Tokens) size)
    {
        string batch = LooseUnsqueeze(scope, size.Batch);
        string tokens = LooseUnsqueeze(scope, size.Tokens);
        return scope.Concat(0, batch, tokens, scope.Vector(-1), scope.Vector(options.HeadSize));
    }

    private static string Heads(GraphScope scope, string projected, string shape) =>
        scope.Transpose(scope.Reshape(projected, shape), 0, 2, 1, 3);

    private static string Cache(GraphScope scope, (int Layer, string Part) name, string current) =>
        scope.Node("Concat", $"past_key_values.{name.Layer}.{name.Part}", current).With("axis", -2)
            .Writes($"present.{name.Layer}.{name.Part}").Value;

    private string Repeat(GraphScope scope, string cache)
    {
        long groups = options.Heads / options.KvHeads;
        if (groups == 1)
        {
            return cache;
        }

        string[] sizes = [.. Enumerable.Range(0, 4).Select(axis => scope.SizeOf(cache, axis))];
        string grouped = scope.Unsqueeze(cache, 2);
        string Single(int axis) => scope.Unsqueeze(sizes[axis], 0);
        string expanded = scope.Expand(grouped, Single(0), Single(1), scope.Vector(groups), Single(2), Single(3));
        string heads = scope.Op("Mul", sizes[1], scope.Scalar(groups));
        string[] flat =
            [.. ((string[])[sizes[0], heads, sizes[2], sizes[3]]).Select(size => LooseUnsqueeze(scope, size))];
        return scope.Reshape(expanded, scope.Concat(0, flat));
    }

    private string Weights(GraphScope scope, (string Query, string Keys) factors, string mask)
    {
        string length = scope.SizeOf(factors.Keys, 2);
        string axis = scope.Vector(3);
        string visible = scope.Op("Slice", mask, scope.Vector(0), scope.Unsqueeze(length, 0), axis, scope.Vector(1));
        string transposed = scope.Transpose(factors.Keys, 0, 1, 3, 2);
        float scale = MathF.Pow(options.HeadSize, -0.25f);
        string query = scope.Op("Mul", factors.Query, scope.Scalar(scale));
        string scores = scope.Op("MatMul", query, scope.Op("Mul", transposed, scope.Scalar(scale)));
        string nothing = scope.Constant(Tensors.Of([0f], 1));
        string bias = scope.Op("Where", visible, nothing, scope.Constant(Tensors.Of([float.NegativeInfinity], 1)));
        string softmax = scope.Node("Softmax", scope.Op("Add", scores, bias)).With("axis", -1).Value;
        string undefined = scope.Op("IsNaN", softmax);
        return scope.Op("Where", undefined, scope.Constant(Tensors.Of([0f], 1)), softmax);
    }

    /// <summary>Torch leaves the axes of a view's shape outside of all scopes, with trace numbers for names.</summary>
    private static string LooseUnsqueeze(GraphScope scope, string size)
    {
        int number = 500 + scope.Graph.Graph.Node.Count;
        string axes = $"onnx::Unsqueeze_{number}";
        scope.Graph.Node("Constant", $"Constant_{number}", axes).With("value", Tensors.Of([0L], 1));
        return scope.Op("Unsqueeze", size, axes);
    }
}
