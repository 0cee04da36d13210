using FinerCut.TestModels.Graphs;

namespace FinerCut.TestModels.Structures;

/// <summary>Decoders that look the tokens up in more than one table.</summary>
internal static class EmbeddingStructures
{
    private const int Hidden = StructureGraph.Hidden;
    private const int Layers = 3;
    private const int InputSize = 8;

    /// <summary>Gemma 4: a second, larger table has a part for each layer, which a third branch of the layer multiplies
    /// by; the part is mixed with a projection of the embedding itself, which is no part of the stream.</summary>
    public static StructureModel PerLayerInputs(IReadOnlySet<string> nulled)
    {
        StructureGraph graph = new(nulled);
        StructureAttention attention = new(graph);
        string stream = graph.Embed();
        string parts = Parts(graph, stream);
        for (int layer = 0; layer < Layers; layer++)
        {
            string path = $"layers.{layer}";
            string input = graph.RmsNorm($"{path}/input_layernorm", stream);
            stream = graph.Add(stream, $"{layer}.attn", attention.Build(layer, input));
            string state = graph.RmsNorm($"{path}/pre_feedforward_layernorm", stream);
            stream = graph.Add(stream, $"{layer}.ffn", graph.Ffn($"{path}/mlp", state));
            GraphScope scope = graph.At(path);
            string part = scope.Node("Gather", parts, scope.Scalar((long)layer)).With("axis", 2).Value;
            string gate = scope.Op("Sigmoid", graph.Linear($"{path}/per_layer_input_gate", stream, Hidden, InputSize));
            string product = scope.Op("Mul", gate, part);
            string branch = graph.Linear($"{path}/per_layer_projection", product, InputSize, Hidden);
            stream = graph.Add(stream, $"{layer}.input", graph.RmsNorm($"{path}/post_per_layer_input_norm", branch));
        }

        return graph.Finish(stream);
    }

    /// <summary>The parts of all layers, shape <c>[batch, tokens, layers, size]</c>.</summary>
    private static string Parts(StructureGraph graph, string embedding)
    {
        GraphScope scope = graph.At("per_layer");
        string sizes = scope.Vector(0, 0, Layers, InputSize);
        string table = graph.Weight("embed_tokens_per_layer", StructureGraph.Vocabulary, Layers * InputSize);
        string rows = scope.Reshape(scope.Op("Gather", table, "input_ids"), sizes);
        string projection = graph.Linear("per_layer_model_projection", embedding, Hidden, Layers * InputSize);
        string projected = scope.Reshape(projection, sizes);
        return scope.Op("Add", rows, graph.RmsNorm("per_layer_projection_norm", projected, InputSize));
    }
}
