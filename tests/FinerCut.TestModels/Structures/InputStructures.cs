using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>One tiny decoder with its inputs in many forms, the same weights in all of them.</summary>
/// <param name="form">The form.</param>
public sealed class InputStructures(InputForm form)
{
    private const int Hidden = StructureGraph.Hidden;
    private const int Heads = StructureAttention.Heads;
    private const int HeadSize = StructureAttention.HeadSize;
    private const int Layers = 3;
    private const int Positions = 64;
    private const float Hiding = -1e9f;

    private readonly StructureGraph _graph = new(new HashSet<string>());
    private string _mask = "";

    /// <summary>What <c>config.json</c> has to say beside the model; null where the graph says all.</summary>
    public string? Configuration => form == InputForm.NamedHeads
        ? $$"""{ "hidden_size": {{Hidden}}, "num_attention_heads": {{Heads}}, "head_dim": {{HeadSize}} }"""
        : null;

    private bool HasOrder => form is InputForm.BoolOrder or InputForm.AddedOrder or InputForm.IntegerOrder;

    private Dimension Batch => form == InputForm.TwoSequences ? 2 : "batch_size";

    private DataType Ids => form == InputForm.NarrowIds ? DataType.Int32 : DataType.Int64;

    private Dimension Tokens => form == InputForm.OneToken ? 1 : "sequence_length";

    /// <summary>Builds the model.</summary>
    public StructureModel Build()
    {
        _graph.Graph.Input("input_ids", Ids, Batch, Tokens);
        string table = _graph.Weight("embed_tokens", StructureGraph.Vocabulary, Hidden);
        string stream = _graph.At("embed_tokens").Op("Gather", table, "input_ids");
        stream = _graph.At("embed").Op("Add", stream, PositionRows());
        stream = form == InputForm.TokenTypes ? Typed(stream) : stream;
        for (int layer = 0; layer < Layers; layer++)
        {
            string path = $"layers.{layer}";
            string input = _graph.RmsNorm($"{path}/input_layernorm", stream);
            stream = _graph.Add(stream, $"{layer}.attn", Attention(layer, input));
            string state = _graph.RmsNorm($"{path}/post_attention_layernorm", stream);
            stream = _graph.Add(stream, $"{layer}.ffn", _graph.Ffn($"{path}/mlp", state));
        }

        string last = _graph.RmsNorm("norm", stream);
        _graph.Logits(form == InputForm.KeptLogits ? Kept(last) : last, "logits");
        return _graph.Finish();
    }

    private string PositionRows()
    {
        GraphScope scope = _graph.At("positions");
        string table = _graph.Weight("positions", Positions, Hidden);
        if (form is InputForm.Planes or InputForm.NarrowPlanes)
        {
            DataType type = form == InputForm.Planes ? DataType.Int64 : DataType.Int32;
            _graph.Graph.Input("position_ids", type, 3, Batch, Tokens);
            string rows = scope.Op("Gather", table, "position_ids");
            return scope.Node("ReduceMean", rows, scope.Vector(0)).With("keepdims", 0).Value;
        }

        if (form == InputForm.FlatPositions)
        {
            _graph.Graph.Input("cache_position", DataType.Int64, Tokens);
            return scope.Op("Gather", table, "cache_position");
        }

        _graph.Graph.Input("position_ids", Ids, Batch, Tokens);
        return scope.Op("Gather", table, "position_ids");
    }

    private string Typed(string stream)
    {
        _graph.Graph.Input("token_type_ids", Ids, Batch, Tokens);
        float[] table = [.. new float[Hidden], .. Enumerable.Repeat(1f, Hidden)];
        string types = _graph.Graph.Initializer("model.token_types.weight", table, 2, Hidden);
        GraphScope scope = _graph.At("token_types");
        return scope.Op("Add", stream, scope.Op("Gather", types, "token_type_ids"));
    }

    private string Attention(int layer, string input)
    {
        string path = $"layers.{layer}/self_attn";
        GraphScope scope = _graph.At(path);
        string queries = ByHead(scope, Adapted(layer, input));
        string keys = Cached(layer, "key", _graph.Linear($"{path}/k_proj", input, Hidden, Hidden));
        string values = Cached(layer, "value", _graph.Linear($"{path}/v_proj", input, Hidden, Hidden));
        if (layer == 0)
        {
            _mask = Mask();
        }

        string product = scope.Op("MatMul", queries, scope.Transpose(keys, 0, 1, 3, 2));
        string scores = StructureGraph.Scale(scope, product, 1 / MathF.Sqrt(HeadSize));
        string shares = scope.Node("Softmax", scope.Op("Add", scores, _mask)).With("axis", -1).Value;
        string mixed = scope.Transpose(scope.Op("MatMul", shares, values), 0, 2, 1, 3);
        return _graph.Linear($"{path}/o_proj", scope.Reshape(mixed, scope.Vector(0, 0, -1)), Hidden, Hidden);
    }

    /// <summary>The queries, to which an adapter may add.</summary>
    private string Adapted(int layer, string input)
    {
        string path = $"layers.{layer}/self_attn/q_proj";
        string queries = _graph.Linear(path, input, Hidden, Hidden);
        if (form != InputForm.Adapter)
        {
            return queries;
        }

        (string narrow, string wide) = ($"{path}.down", $"{path}.up");
        _graph.Graph.Input(narrow, DataType.Float, Hidden, "rank").Input(wide, DataType.Float, "rank", Hidden);
        GraphScope scope = _graph.At(path);
        string scaled = StructureGraph.Scale(scope, scope.Op("MatMul", input, narrow), 2);
        return scope.Op("Add", queries, scope.Op("MatMul", scaled, wide));
    }

    private static string ByHead(GraphScope scope, string states) =>
        scope.Transpose(scope.Reshape(states, scope.Vector(0, 0, Heads, HeadSize)), 0, 2, 1, 3);

    /// <summary>Keys or values of all tokens, shape <c>[batch, heads, tokens, size]</c>.</summary>
    private string Cached(int layer, string part, string current)
    {
        (string past, string present) = ($"past_key_values.{layer}.{part}", $"present.{layer}.{part}");
        GraphScope scope = _graph.At($"layers.{layer}/self_attn");
        Dimension[] before = form switch
        {
            InputForm.FlatCaches => [Batch, "past_sequence_length", Hidden],
            InputForm.NamedHeads => [Batch, "heads", "past_sequence_length", "head_size"],
            _ => [Batch, Heads, "past_sequence_length", HeadSize],
        };
        int axis = form == InputForm.FlatCaches ? 1 : 2;
        Dimension[] after = [.. before.Select((size, index) => index == axis ? "total_sequence_length" : size)];
        _graph.Graph.Input(past, DataType.Float, before).Output(present, DataType.Float, after);
        string added = form == InputForm.FlatCaches ? current : ByHead(scope, current);
        string all = scope.Node("Concat", past, added).With("axis", axis).Writes(present).Value;
        return form == InputForm.FlatCaches ? ByHead(scope, all) : all;
    }

    /// <summary>What is added to scores, made of the form's inputs.</summary>
    private string Mask()
    {
        GraphScope scope = _graph.At("mask");
        DataType type = form switch
        {
            InputForm.BoolMask or InputForm.BoolOrder => DataType.Bool,
            InputForm.FloatMask or InputForm.AddedMask or InputForm.AddedOrder => DataType.Float,
            _ => DataType.Int64,
        };
        Dimension[] sizes = form switch
        {
            InputForm.BoolOrder or InputForm.AddedOrder => [Batch, 1, Tokens, "total_sequence_length"],
            InputForm.IntegerOrder => [Batch, Tokens, "total_sequence_length"],
            _ => [Batch, "total_sequence_length"],
        };
        _graph.Graph.Input("attention_mask", type, sizes);
        string padding = sizes.Length switch
        {
            2 => scope.Op("Unsqueeze", "attention_mask", scope.Vector(1, 2)),
            3 => scope.Unsqueeze("attention_mask", 1),
            _ => "attention_mask",
        };
        string added = form switch
        {
            InputForm.AddedMask or InputForm.AddedOrder => padding,
            InputForm.FloatMask => scope.Op("Mul", scope.Op("Sub", scope.Scalar(1f), padding), scope.Scalar(Hiding)),
            _ => scope.Op("Where", scope.Cast(padding, DataType.Bool), scope.Scalar(0f), scope.Scalar(Hiding)),
        };
        return HasOrder ? added : scope.Op("Add", added, Order(scope));
    }

    /// <summary>Hides what comes later; the number of tokens before is that of the first cache, or 0 where an input
    /// says so.</summary>
    private string Order(GraphScope scope)
    {
        string past = scope.SizeOf("past_key_values.0.key", form == InputForm.FlatCaches ? 1 : 2);
        if (form is InputForm.UsePast)
        {
            _graph.Graph.Input("use_past", DataType.Bool);
            past = scope.Op("Where", "use_past", past, scope.Scalar(0L));
        }

        if (form is InputForm.UseCacheBranch)
        {
            _graph.Graph.Input("use_cache_branch", DataType.Bool, 1);
            past = scope.Op("Where", scope.Op("Squeeze", "use_cache_branch"), past, scope.Scalar(0L));
        }

        string total = scope.Op("Add", past, scope.SizeOf("input_ids", 1));
        string queries = scope.Unsqueeze(scope.Op("Range", past, total, scope.Scalar(1L)), 1);
        string keys = scope.Op("Range", scope.Scalar(0L), total, scope.Scalar(1L));
        return scope.Op("Where", scope.Op("LessOrEqual", keys, queries), scope.Scalar(0f), scope.Scalar(Hiding));
    }

    private string Kept(string state)
    {
        _graph.Graph.Input("num_logits_to_keep", DataType.Int64);
        GraphScope scope = _graph.At("kept");
        string start = scope.Unsqueeze(scope.Op("Neg", "num_logits_to_keep"), 0);
        return scope.Op("Slice", state, start, scope.Vector(long.MaxValue), scope.Vector(1));
    }
}
