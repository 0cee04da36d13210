using FinerCut.TestModels.Graphs;

namespace FinerCut.TestModels.Decoders;

/// <summary>The attention of an optimum export: caches by <c>Concat</c>, grouped heads repeated, scores masked by <c>Where</c>.</summary>
internal sealed class OptimumAttention(TinyDecoderOptions options)
{
    public string Build(GraphScope scope, AttentionRequest request, AttentionContext context)
    {
        (string Batch, string Tokens) size = (scope.SizeOf(request.Input, 0), scope.SizeOf(request.Input, 1));
        string query = Heads(scope, Project(scope, "q_proj", (request.Input, request.Names.Query)), size);
        string key = Heads(scope, Project(scope, "k_proj", (request.Input, request.Names.Key)), size);
        string value = Heads(scope, Project(scope, "v_proj", (request.Input, request.Names.Value)), size);
        (string, string) rotation = (scope.Unsqueeze(context.Rotary.Cosines, 1), scope.Unsqueeze(context.Rotary.Sines, 1));
        string turnedQuery = OptimumRotary.Apply(scope, query, rotation);
        string turnedKey = OptimumRotary.Apply(scope, key, rotation);
        string keys = Repeat(scope, Cache(scope, (request.Layer, "key"), turnedKey));
        string values = Repeat(scope, Cache(scope, (request.Layer, "value"), value));
        string weights = Weights(scope, (turnedQuery, keys), context.Mask);
        string mixed = scope.Transpose(scope.Op("MatMul", weights, values), 0, 2, 1, 3);
        string shape = scope.Concat(0, LooseUnsqueeze(scope, size.Batch), LooseUnsqueeze(scope, size.Tokens), scope.Vector(-1));
        return Project(scope, "o_proj", (scope.Reshape(mixed, shape), request.Names.AttentionOutput));
    }

    private static string Project(GraphScope scope, string name, (string Input, string Weight) product) =>
        scope.Scope(name).Op("MatMul", product.Input, product.Weight);

    private string Heads(GraphScope scope, string projected, (string Batch, string Tokens) size)
    {
        string batch = LooseUnsqueeze(scope, size.Batch);
        string tokens = LooseUnsqueeze(scope, size.Tokens);
        string shape = scope.Concat(0, batch, tokens, scope.Vector(-1), scope.Vector(options.HeadSize));
        return scope.Transpose(scope.Reshape(projected, shape), 0, 2, 1, 3);
    }

    private static string Cache(GraphScope scope, (int Layer, string Part) name, string current) =>
        scope.Node("Concat").Reads($"past_key_values.{name.Layer}.{name.Part}", current).With("axis", -2)
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
        string[] single = [.. sizes.Select(size => scope.Unsqueeze(size, 0))];
        string expanded = scope.Expand(grouped, single[0], single[1], scope.Vector(groups), single[2], single[3]);
        string heads = scope.Op("Mul", sizes[1], scope.Scalar(groups));
        string[] flat = [.. ((string[])[sizes[0], heads, sizes[2], sizes[3]]).Select(size => LooseUnsqueeze(scope, size))];
        return scope.Reshape(expanded, scope.Concat(0, flat));
    }

    private string Weights(GraphScope scope, (string Query, string Keys) factors, string mask)
    {
        string length = scope.Unsqueeze(scope.SizeOf(factors.Keys, 2), 0);
        string start = scope.Vector(0);
        string axis = scope.Vector(3);
        string visible = scope.Op("Slice", mask, start, length, axis, scope.Vector(1));
        string transposed = scope.Transpose(factors.Keys, 0, 1, 3, 2);
        float scale = MathF.Pow(options.HeadSize, -0.25f);
        string query = scope.Op("Mul", factors.Query, scope.Scalar(scale));
        string scores = scope.Op("MatMul", query, scope.Op("Mul", transposed, scope.Scalar(scale)));
        string nothing = scope.Constant(Tensors.Of([0f], 1));
        string bias = scope.Op("Where", visible, nothing, scope.Constant(Tensors.Of([float.NegativeInfinity], 1)));
        string softmax = scope.Node("Softmax").Reads(scope.Op("Add", scores, bias)).With("axis", -1).Value;
        string undefined = scope.Op("IsNaN", softmax);
        return scope.Op("Where", undefined, scope.Constant(Tensors.Of([0f], 1)), softmax);
    }

    /// <summary>Torch leaves the axes of a view's shape outside of all scopes, with trace numbers for names.</summary>
    private static string LooseUnsqueeze(GraphScope scope, string size)
    {
        int number = 500 + scope.Graph.Graph.Node.Count;
        string axes = scope.Graph.Node("Constant", $"Constant_{number}", $"onnx::Unsqueeze_{number}").With("value", Tensors.Of([0L], 1)).Value;
        return scope.Op("Unsqueeze", size, axes);
    }
}
