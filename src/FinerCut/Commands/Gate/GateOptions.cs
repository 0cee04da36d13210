using FinerCut.Execution;

namespace FinerCut.Commands.Gate;

/// <summary>What <c>finercut gate</c> was asked to do.</summary>
public sealed record GateOptions
{
    /// <summary>A <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>The folder to write; null for a sibling of the model's folder whose name ends in
    /// <c>-gated</c>.</summary>
    public string? Output { get; init; }

    /// <summary>Replace the output folder if it is there.</summary>
    public bool Force { get; init; }

    /// <summary>Threads for the runtime, at most the processors that the process may use; null for its physical
    /// cores.</summary>
    public int? Threads { get; init; }

    /// <summary>Where to run the comparison.</summary>
    public ProviderChoice Provider { get; init; }
}
