using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Execution;

/// <summary>The part of the graph from one dominator of the stream to the next: one residual sum, or several where
/// later ones look past the stream between them.</summary>
/// <param name="Index">0-based place in the stream.</param>
/// <param name="Input">The sum before.</param>
/// <param name="Output">The sum that its sublayers add to, or the first value after them that every path
/// passes.</param>
/// <param name="Bypass">The stream at that sum, without the branches; null where there are several sums.</param>
/// <param name="Sublayers">One, those of a parallel block, or those of several layers that look at each other.</param>
internal sealed record Segment(int Index, Value Input, Value Output, Value? Bypass, IReadOnlyList<Sublayer> Sublayers);
