using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Writing;

/// <summary>Finds the optional inputs that go with sublayers: those of adapters (LoRA), which fit the dense model alone
/// afterwards.</summary>
internal static class LostInputs
{
    /// <summary>Their names, in the order of the model.</summary>
    /// <param name="map">The model.</param>
    /// <param name="removed">The sublayers that go.</param>
    /// <returns>Null where there are none.</returns>
    public static IReadOnlyList<string>? FindInputs(DecoderMap map, IReadOnlySet<SublayerName> removed)
    {
        Graph graph = map.Model.Graph;
        // Old files list all their weights as inputs with a default.
        if (graph.Initializers.All(weight => weight.IsGraphInput))
        {
            return null;
        }

        HashSet<Node> gone = [.. map.Twins.Prepend(map).SelectMany(part => part.Sublayers)
            .Where(sublayer => removed.Contains(sublayer.Name)).SelectMany(sublayer => sublayer.Nodes)];
        List<string> names = [.. graph.Inputs.Where(IsOptional)
            .Where(input => input.Uses.Count > 0 && input.Uses.All(use => gone.Contains(use.Node)))
            .Select(input => input.Name)];
        return names.Count > 0 ? names : null;
    }

    private static bool IsOptional(Value input) =>
        input.Initializer is { } weight && (weight.ElementCount == 0 || AdapterInputs.Is(input));
}
