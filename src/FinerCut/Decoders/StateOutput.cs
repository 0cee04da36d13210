using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>An output that hands a state on.</summary>
/// <param name="Inner">The value in the graph that computes it.</param>
/// <param name="Present">The output of the model; the same value unless that graph is inside another.</param>
/// <param name="Past">The input that brings the state; null where this graph starts without one.</param>
/// <param name="IsFixed">Whether it keeps its size however many tokens come, as those of convolutions and recurrences
/// do.</param>
internal sealed record StateOutput(Value Inner, Value Present, Value? Past, bool IsFixed = false);
