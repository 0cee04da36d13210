using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Surgery;

/// <summary>Bypasses sublayers without taking anything out: what a branch adds to the stream is itself minus
/// itself.</summary>
/// <remarks>Everything before and after runs in the very kernels of the source, so a removal can be compared with it to
/// the last digit.</remarks>
internal static class BranchNulling
{
    public static void Apply(DecoderMap map, IReadOnlySet<SublayerName> names)
    {
        int number = 0;
        foreach (DecoderMap part in map.Twins.Prepend(map))
        {
            foreach (Use end in part.Sublayers
                .Where(sublayer => names.Contains(sublayer.Name))
                .SelectMany(sublayer => sublayer.BranchEnds))
            {
                if (ResidualSum.IsQuantized(end.Node))
                {
                    end.Node.SetInput(end.Index, ResidualSum.QuantizationOf(end.Node, end.Index).ZeroPoint);
                    continue;
                }

                Value branch = end.Node.Inputs[end.Index]!;
                Node zero = part.Graph.InsertBefore(end.Node, "Sub", [branch, branch], $"finercut.zero.{number++}");
                end.Node.SetInput(end.Index, zero.Outputs[0]);
                if (FusedNorm.Is(end.Node)
                    && end.Node.Inputs.ElementAtOrDefault(FusedNorm.BiasInput(end.Node)) is not null)
                {
                    end.Node.SetInput(FusedNorm.BiasInput(end.Node), null);
                }
            }
        }
    }
}
