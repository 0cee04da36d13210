using FinerCut.Calibration;
using FinerCut.Execution;

namespace FinerCut.Commands.Prune;

/// <summary>What <c>finercut prune --show-calibration</c> was asked to show.</summary>
public sealed record CalibrationPreviewOptions
{
    /// <summary>A <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>Where the samples come from, and their size.</summary>
    public CalibrationOptions Calibration { get; init; } = new();

    /// <summary>Where a model runs that writes its own samples.</summary>
    public RuntimeOptions Runtime { get; init; } = new();
}
