using FinerCut.TestModels.Protos;

namespace FinerCut.TestModels.Graphs;

/// <summary>A dimension of a value: a number or a name.</summary>
/// <param name="Value">The number, where <paramref name="Name"/> is null.</param>
/// <param name="Name">The name of a symbolic dimension.</param>
public readonly record struct Dimension(long Value, string? Name)
{
    public static implicit operator Dimension(int value) => new(value, null);

    public static implicit operator Dimension(string name) => new(0, name);

    /// <summary>The protobuf form of it.</summary>
    public TensorShapeProto.Types.Dimension ToProto() =>
        Name is null ? new() { DimValue = Value } : new() { DimParam = Name };
}
