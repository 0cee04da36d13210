using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Structures;

/// <summary>A tiny decoder of some structure.</summary>
/// <param name="Model">The model with all weights inside.</param>
/// <param name="Sublayers">Its sublayers in the order of the stream, as the builder means them.</param>
public sealed record StructureModel(ModelProto Model, IReadOnlyList<string> Sublayers);
