namespace FinerCut.Commands.Inspect;

/// <summary>What <c>finercut inspect</c> was asked to do.</summary>
public sealed record InspectOptions
{
    /// <summary>A <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>Whether to tell what was recognised and what was rejected, and why.</summary>
    public bool IsExplained { get; init; }
}
