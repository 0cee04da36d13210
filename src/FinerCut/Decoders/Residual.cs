using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>A place where branches are added to the stream.</summary>
/// <param name="Before">The stream before it, without views and constant scales on its way to the sum.</param>
/// <param name="After">The sum.</param>
/// <param name="Stream">Where the stream enters the sum.</param>
/// <param name="Branches">Where each branch enters the sum, or an addition on the way to it.</param>
internal sealed record Residual(FlowPoint Before, FlowPoint After, Use Stream, IReadOnlyList<Use> Branches);
