using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;

namespace FinerCut.Execution;

/// <summary>The stretch of the stream from one residual sum to the next.</summary>
/// <param name="Index">0-based place in the stream.</param>
/// <param name="Input">The sum before.</param>
/// <param name="Output">The sum that its sublayers add to.</param>
/// <param name="Bypass">The stream at that sum, without the branches.</param>
/// <param name="Sublayers">One, or those of a parallel block.</param>
internal sealed record Stage(int Index, Value Input, Value Output, Value Bypass, IReadOnlyList<Sublayer> Sublayers);
