using FinerCut.Decoders;
using FinerCut.Onnx;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Execution;

/// <summary>Tells without running anything whether a decoder can be cut at its residual sums.</summary>
internal static class SegmentObstacle
{
    /// <summary>What keeps a decoder from being cut.</summary>
    /// <param name="path">The graph file; a copy of the graph is edited.</param>
    /// <returns>The error that a search would end in; null where every stretch can be run apart.</returns>
    public static DiagnosticException? Find(string path)
    {
        using Model copy = Model.Open(path);
        try
        {
            DecoderMap map = SegmentCutter.Separable(copy).Map;
            SegmentFinder finder = new(map);
            foreach (Segment segment in finder.Segments)
            {
                finder.SideInputs(segment.Input, segment.Output, segment.Sublayers[0].ToString());
            }

            finder.SideInputs(finder.Segments[^1].Output, map.InnerLogits, "lm_head");
            return null;
        }
        catch (DiagnosticException error)
        {
            return error;
        }
    }
}
