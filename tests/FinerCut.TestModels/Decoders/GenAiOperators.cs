using FinerCut.TestModels.Graphs;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Decoders;

/// <summary>Nodes with the GenAI builder's names: a norm's values after its place, other values after their
/// node.</summary>
internal sealed class GenAiOperators(GraphBuilder graph)
{
    public static string Domain => "com.microsoft";

    public GraphBuilder Graph => graph;

    public static string PathOf(string scope)
    {
        string[] parts = scope.Split('.', 3);
        return $"/model/{parts[0]}.{parts[1]}/{parts[2].Replace('.', '/')}";
    }

    /// <summary>Adds a node of the default domain whose output is named after it.</summary>
    public string Add(string opType, string name, params string[] inputs) =>
        graph.Node(opType, name, $"{name}/output_0").Reads(inputs).Value;

    /// <summary>A product with a matrix of its own, which is named after it.</summary>
    public string MatMul(string scope, string input, (float[] Values, int Outputs) weight)
    {
        string name = Weight(
            $"model.{scope}.MatMul.weight", weight.Values, weight.Values.Length / weight.Outputs, weight.Outputs);
        return Hidden(Add("MatMul", $"{PathOf(scope)}/MatMul", input, name), weight.Outputs);
    }

    /// <summary>The stream's first norm, which adds nothing.</summary>
    public string Norm(GenAiNorm norm, string input)
    {
        string path = PathOf(norm.Scope);
        string weight = NormWeight(norm);
        graph.Node("SimplifiedLayerNormalization", $"{path}/LayerNorm", $"{path}/output_0").Reads(input, weight)
            .With("epsilon", TinyDecoderOptions.NormEpsilon).With("axis", -1).With("stash_type", 1);
        return Hidden($"{path}/output_0", norm.Weights.Length);
    }

    /// <summary>Adds the branch to the stream and normalises the sum.</summary>
    public (string Stream, string Normalised) SkipNorm(GenAiNorm norm, string stream, string branch)
    {
        string path = PathOf(norm.Scope);
        string[] outputs = norm.IsLast ? [$"{path}/output_0"] : [$"{path}/output_0", "", "", $"{path}/output_3"];
        graph.Node("SkipSimplifiedLayerNormalization", $"{path}/SkipLayerNorm", outputs[0]).In(Domain)
            .Reads(stream, branch, NormWeight(norm)).Writes(outputs).With("epsilon", TinyDecoderOptions.NormEpsilon);
        foreach (string output in outputs.Where(output => output.Length > 0))
        {
            Hidden(output, norm.Weights.Length);
        }

        return (outputs[^1], outputs[0]);
    }

    /// <summary>States that a value is float32 <c>[batch, tokens, width]</c>.</summary>
    public string Hidden(string value, int width)
    {
        graph.Describe(value, DataType.Float, "batch_size", "sequence_length", width);
        return value;
    }

    /// <summary>Adds an initialiser, and describes it among the inner values as the builder does.</summary>
    public string Weight(string name, float[] values, params int[] dims)
    {
        graph.Initializer(name, values, [.. dims.Select(size => (long)size)]);
        graph.Describe(name, DataType.Float, [.. dims.Select(size => (Dimension)size)]);
        return name;
    }

    private string NormWeight(GenAiNorm norm) =>
        Weight($"model.{norm.Scope}.weight", norm.Weights, norm.Weights.Length);
}
