using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>A weight that several sublayers need and nothing else: it goes when all of them have gone.</summary>
/// <param name="Weight">The weight.</param>
/// <param name="Owners">At least two sublayers.</param>
internal sealed record SharedWeight(Value Weight, IReadOnlyCollection<SublayerName> Owners);
