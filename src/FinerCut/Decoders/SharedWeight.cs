using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>A weight that some sublayers need and nothing else: it goes when all of them have gone.</summary>
/// <param name="Weight">The weight.</param>
/// <param name="Owners">Several sublayers, or one for a weight inside a loop or choice of its.</param>
internal sealed record SharedWeight(Value Weight, IReadOnlyCollection<SublayerName> Owners);
