using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds where the residual stream starts, and the output at its end.</summary>
internal static class StreamEnds
{
    /// <summary>The embedding that the most sublayers add to, of several the one with the largest table, unless the
    /// stream starts from vectors that another model computed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="order">The nodes of the graph that computes, in the order of computation.</param>
    /// <param name="outputs">All outputs of that graph.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The stream starts from no token ids.</exception>
    public static Value FindStart(Model model, IReadOnlyList<Node> order, IReadOnlyList<StateOutput> outputs)
    {
        IReadOnlyList<Value> embeddings = EmbeddingFinder.Find(order);
        Value? embedding = embeddings is [var only]
            ? only
            : embeddings.MaxBy(rows => ResidualsFrom(rows, order, outputs));
        IEnumerable<Value> pasts = outputs.Select(output => output.Past).OfType<Value>();
        List<Value> inputs = [.. EmbeddingFinder.Vectors(model.Graph.Inputs.Except(pasts))];
        int found = embedding is null || inputs.Count == 0 ? 0 : ResidualsFrom(embedding, order, outputs);
        Value? vectors = inputs.Find(input => ResidualsFrom(input, order, outputs) > found);
        if (vectors is not null && EncoderInputs.Is(vectors))
        {
            throw DecoderErrors.EncoderDecoder(model.Path, vectors.Name);
        }

        return vectors is not null
            ? throw DecoderErrors.StartsFromVectors(model.Path, vectors.Name)
            : embedding ?? throw DecoderErrors.NoEmbedding(model.Path, string.Join(", ", model.Graph.Inputs));
    }

    /// <summary>The logits among the outputs: what is called so, else what the stream reaches last.</summary>
    /// <param name="outputs">All outputs.</param>
    /// <param name="flow">What is computed of the embedding.</param>
    /// <returns>Null where the stream reaches no output of floating-point numbers that is no state.</returns>
    public static StateOutput? FindLogits(IReadOnlyList<StateOutput> outputs, FlowGraph flow)
    {
        List<StateOutput> candidates =
        [
            .. outputs.Where(output => flow.Find(output.Inner) is not null && output.Past is null
                && (output.Present.Type is null || ElementTypes.IsFloat(output.Present.Type.ElementType))),
        ];
        return candidates.Find(output => output.Present.Name == "logits")
            ?? candidates.MaxBy(output => flow.Find(output.Inner)!.Order);
    }

    private static int ResidualsFrom(Value start, IReadOnlyList<Node> order, IReadOnlyList<StateOutput> outputs)
    {
        FlowGraph flow = FlowGraph.From(start, order);
        return FindLogits(outputs, flow) is { } logits
            ? StreamWalk.Along(flow, flow.Find(logits.Inner)!).Residuals.Count
            : 0;
    }
}
