using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>A value that data flows through; the sum inside a fused norm is one even where it has no name.</summary>
internal sealed class FlowPoint(int order, Node? producer, Value? value)
{
    /// <summary>Place in a topological order.</summary>
    public int Order => order;

    public Node? Producer => producer;

    /// <summary>Null for the unnamed sum inside a fused norm.</summary>
    public Value? Value => value;

    public List<FlowPoint> Inputs { get; } = [];

    public List<FlowPoint> Readers { get; } = [];

    /// <summary>Whether it adds up: by itself, or before a fused norm.</summary>
    public bool IsSum => producer is not null
        && (ResidualSum.IsPlain(producer) || (FusedNorm.Is(producer) && value == FusedNorm.Sum(producer)));

    public override string ToString() => value?.Name ?? $"the sum in {producer?.Title}";
}
