using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Surgery;

/// <summary>Splits fused norms into an addition and a plain norm, so that the stream can be cut after every addition.</summary>
internal static class Defusion
{
    public static void Apply(Graph graph)
    {
        int number = 0;
        foreach (Node norm in graph.Nodes.Where(FusedNorm.Is).ToList())
        {
            string name = $"finercut.sum.{number++}";
            Node sum = graph.InsertBefore(norm, "Add", [norm.Inputs[0], norm.Inputs[1]], name);
            if (norm.Inputs.ElementAtOrDefault(FusedNorm.BiasInput(norm)) is { } bias)
            {
                sum = graph.InsertBefore(norm, "Add", [sum.Outputs[0], bias], name + ".bias");
            }

            if (FusedNorm.Sum(norm) is { } named)
            {
                sum.TakeOutput(0, named);
            }

            norm.Become(FusedNorm.PlainOperator(norm), "", [sum.Outputs[0], .. FusedNorm.PlainWeights(norm)]);
        }
    }
}
