using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Finds who else needs the state of a sublayer.</summary>
internal static class SharedState
{
    /// <summary>Why a sublayer must stay: somebody else reads its state, and not only the length of it.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="own">The nodes that nobody else needs.</param>
    /// <returns>A sentence; null where it is needed by nobody else.</returns>
    public static string? Refusal(StateOutput state, IReadOnlyCollection<Node> own)
    {
        HashSet<Node> nodes = [.. own];
        Graph graph = state.Inner.Graph;
        IEnumerable<Use> past = state.Past?.Uses.Where(use => use.Node is not { Domain: "", OpType: "Shape" or "Size" }) ?? [];
        Node? stranger = past.Concat(state.Inner.Uses).Select(use => use.Node).FirstOrDefault(node => node.Graph == graph && !nodes.Contains(node));
        return stranger is null ? null : $"'{(state.Past ?? state.Present).Name}' is also needed for {NeedOf(stranger, state)}.";
    }

    /// <summary>An output of the model that a node leads to without passing the stream, else the node.</summary>
    private static string NeedOf(Node stranger, StateOutput state) => stranger.Outputs.OfType<Value>()
        .FirstOrDefault(output => output.IsGraphOutput && output != state.Inner) is { } output ? $"the output '{output.Name}'" : $"'{stranger.Title}'";
}
