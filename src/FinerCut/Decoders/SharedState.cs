using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds who else needs the state of a sublayer.</summary>
internal static class SharedState
{
    /// <summary>Why a sublayer must stay: somebody else reads its state, and not only the length that it has before the
    /// call.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="strangers">The nodes that outputs of the model need, but for those that nobody but the sublayer
    /// needs.</param>
    /// <param name="branch">All nodes that the sublayer needs.</param>
    /// <returns>A sentence; null where it is needed by nobody else.</returns>
    public static string? Refusal(StateOutput state, IReadOnlySet<Node> strangers, IReadOnlySet<Node> branch)
    {
        HashSet<Node> seen = [];
        Queue<Node> open = new(
            Strangers(state.Past).Concat(state.Inner.Uses.Select(use => use.Node).Where(strangers.Contains)));
        while (open.TryDequeue(out Node? node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            if (node.Outputs
                .FirstOrDefault(output => output is { IsGraphOutput: true } && output != state.Inner) is { } output)
            {
                return Sentence($"the output '{output.Name}'");
            }

            if (!branch.Contains(node))
            {
                return Sentence($"'{node.Title}'");
            }

            node.Outputs.SelectMany(Strangers).ToList().ForEach(open.Enqueue);
        }

        return null;

        IEnumerable<Node> Strangers(Value? value) => value?.Uses.Select(use => use.Node)
            .Where(node => strangers.Contains(node) && node is not { Domain: "", OpType: "Shape" or "Size" }) ?? [];

        string Sentence(string reader) => $"'{(state.Past ?? state.Present).Name}' is also needed for {reader}.";
    }
}
