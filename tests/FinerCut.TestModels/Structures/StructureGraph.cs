using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Structures;

/// <summary>Parts of a tiny decoder, operator by operator; whoever calls them decides on the structure.</summary>
/// <param name="nulled">Sublayers whose branch is multiplied by zero where it is added: the oracle of a
/// removal.</param>
internal sealed class StructureGraph(IReadOnlySet<string> nulled)
{
    public const int Hidden = 16;
    public const int FfnSize = 24;
    public const int Vocabulary = 288;

    private readonly List<string> _sublayers = [];

    /// <summary>The graph.</summary>
    public GraphBuilder Graph { get; } = new("main_graph");

    /// <summary>The weights, the same whatever is nulled.</summary>
    public RandomWeights Random { get; } = new(3);

    /// <summary>A scope of the model.</summary>
    public GraphScope At(string path) => Graph.Scope($"/model/{path}");

    /// <summary>Declares the usual inputs and looks the token ids up.</summary>
    /// <param name="width">Width of the embedding.</param>
    public string Embed(int width = Hidden)
    {
        Graph.Input("input_ids", DataType.Int64, "batch_size", "sequence_length")
            .Input("attention_mask", DataType.Int64, "batch_size", "total_sequence_length");
        return At("embed_tokens").Op("Gather", Weight("embed_tokens", Vocabulary, width), "input_ids");
    }

    /// <summary>The logits of a stream, and the finished model.</summary>
    public StructureModel Finish(string stream, bool withNorm = true)
    {
        Logits(withNorm ? RmsNorm("norm", stream) : stream, "logits");
        return Finish();
    }

    /// <summary>The finished model, whose logits are there already.</summary>
    public StructureModel Finish() => new(
        Graph.ToModel(new()
        {
            IrVersion = 10,
            ProducerName = "pytorch",
            ProducerVersion = "2.13.0",
            OpsetImport =
            {
                new OperatorSetIdProto { Domain = "", Version = 18 },
                new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 }
            },
        }),
        _sublayers);

    /// <summary>An output with a score for every word.</summary>
    /// <param name="state">The final states.</param>
    /// <param name="name">Name of the output.</param>
    /// <param name="width">Width of the states.</param>
    public void Logits(string state, string name, int width = Hidden)
    {
        string weight = Weight($"{name}.head", width, Vocabulary);
        Graph.Scope($"/lm_head/{name}").Node("MatMul", state, weight).Writes(name);
        Graph.Output(name, DataType.Float, "batch_size", "sequence_length", Vocabulary);
    }

    /// <summary>The end of a sublayer's branch.</summary>
    public string Branch(string name, string value)
    {
        if (!_sublayers.Contains(name))
        {
            _sublayers.Add(name);
        }

        return nulled.Contains(name) ? Scale(At($"nulled.{name}"), value, 0) : value;
    }

    /// <summary>Adds the branch of a sublayer to the stream.</summary>
    public string Add(string stream, string name, string branch) =>
        At($"layers.{name.Split('.')[0]}").Op("Add", stream, Branch(name, branch));

    /// <summary>A product with a constant.</summary>
    public static string Scale(GraphScope scope, string value, float factor) =>
        scope.Op("Mul", value, scope.Scalar(factor));

    /// <summary>A matrix or vector of random weights.</summary>
    public string Weight(string name, params int[] dims) => Graph.Initializer(
        $"model.{name}.weight",
        dims.Length == 1
            ? Random.Norm(dims[0])
            : Random.Matrix(dims[^2], dims.Aggregate(1, (product, size) => product * size) / dims[^2]),
        [.. dims.Select(size => (long)size)]);

    /// <summary>A product with a matrix of its own.</summary>
    public string Linear(string scope, string input, int inputs, int outputs) =>
        At(scope).Op("MatMul", input, Weight(scope.Replace('/', '.'), inputs, outputs));

    /// <summary>A norm by the root mean square, operator by operator.</summary>
    public string RmsNorm(string path, string input, int width = Hidden)
    {
        GraphScope scope = At(path);
        string square = scope.Op("Pow", input, scope.Scalar(2f));
        string mean = scope.Node("ReduceMean", square, scope.Vector(-1)).With("keepdims", 1).Value;
        string root = scope.Op("Sqrt", scope.Op("Add", mean, scope.Scalar(1e-5f)));
        return scope.Op(
            "Mul",
            Weight(path.Replace('/', '.'), width),
            scope.Op("Mul", input, scope.Op("Div", scope.Scalar(1f), root)));
    }

    /// <summary>A norm by mean and variance, operator by operator.</summary>
    public string LayerNorm(string path, string input)
    {
        GraphScope scope = At(path);
        string centred =
            scope.Op("Sub", input, scope.Node("ReduceMean", input, scope.Vector(-1)).With("keepdims", 1).Value);
        string square = scope.Op("Pow", centred, scope.Scalar(2f));
        string mean = scope.Node("ReduceMean", square, scope.Vector(-1)).With("keepdims", 1).Value;
        string scaled = scope.Op("Div", centred, scope.Op("Sqrt", scope.Op("Add", mean, scope.Scalar(1e-5f))));
        return scope.Op(
            "Add",
            scope.Op("Mul", scaled, Weight(path.Replace('/', '.'), Hidden)),
            Weight($"{path.Replace('/', '.')}.shift", Hidden));
    }

    /// <summary>A gated feed-forward network.</summary>
    public string Ffn(string path, string input)
    {
        string gate = Linear($"{path}/gate_proj", input, Hidden, FfnSize);
        string active = At(path).Op("Mul", gate, At(path).Op("Sigmoid", gate));
        return Linear(
            $"{path}/down_proj",
            At(path).Op("Mul", active, Linear($"{path}/up_proj", input, Hidden, FfnSize)),
            FfnSize,
            Hidden);
    }
}
