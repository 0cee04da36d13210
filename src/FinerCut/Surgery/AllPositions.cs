using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using Attribute = FinerCut.Onnx.Graphs.Attribute;

namespace FinerCut.Surgery;

/// <summary>Lets a model that answers for one position answer for all of a sample: positions stand where the sequences
/// of a batch would.</summary>
/// <remarks>What follows treats every sequence alike, so no operator of it has to be known. Only for models that are
/// run with one sequence, and never written.</remarks>
internal static class AllPositions
{
    private const string Name = "finercut.positions";

    /// <summary>Edits a model.</summary>
    /// <param name="map">What was recognised in it; with a selection the map describes it no longer afterwards.</param>
    public static void Show(DecoderMap map)
    {
        if (map.Selection is not { } selection)
        {
            return;
        }

        Graph graph = map.Graph;
        Node place = selection.Node;
        Node shape = graph.InsertBefore(place, "Shape", [selection.One], $"{Name}.shape");
        Value rest = graph.InsertBefore(
            place, "Slice", [shape.Outputs[0], Constant(1, "first"), Constant(int.MaxValue, "last")], $"{Name}.rest")
            .Outputs[0]!;
        Value whole = graph.InsertBefore(place, new NewNode($"{Name}.whole", "Concat")
        {
            Inputs = [Constant(-1, "any"), rest],
            Outputs = [$"{Name}.whole"],
            Attributes = [Attribute.CreateAttribute("axis", 0L)],
        }).Outputs[0]!;
        Node all = graph.InsertBefore(place, "Reshape", [selection.All, whole], $"{Name}.all");
        selection.One.ReplaceWith(all.Outputs[0]!);
        shape.SetInput(0, selection.One);

        Value Constant(long number, string name) => graph.InsertBefore(place, new NewNode($"{Name}.{name}", "Constant")
        {
            Inputs = [],
            Outputs = [$"{Name}.{name}"],
            Attributes = [Attribute.CreateAttribute("value_ints", [number])],
        }).Outputs[0]!;
    }
}
