using FinerCut.Calibration;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Search;

namespace FinerCut.Commands.Sweep;

/// <summary>What <c>finercut sweep</c> was asked to do.</summary>
public sealed record SweepOptions
{
    /// <summary>A <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>The shares of the sublayers to try; one search finds the order to the largest of them.</summary>
    public SweepRatios Ratios { get; init; } = SweepRatios.Default;

    /// <summary>What the search compares models on.</summary>
    public CalibrationOptions Calibration { get; init; } = new();

    /// <summary>How the search compares, and what may go.</summary>
    public SearchOptions Search { get; init; } = new();

    /// <summary>Where the models run.</summary>
    public RuntimeOptions Runtime { get; init; } = new();

    /// <summary>Texts or token ids to measure on: files, globs and <c>-</c>. Empty for <c>held-out.txt</c> beside the
    /// model, or without such a file for the built-in text.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>What the ratio has to keep that a model is written of, the largest that does; null, the default, to
    /// write none.</summary>
    public PickCondition? Pick { get; init; }

    /// <summary>The file for the plan of the whole order; null for one beside the model's folder.</summary>
    public string? PlanPath { get; init; }

    /// <summary>How the model is written that is picked, and whether anything is written at all.</summary>
    public OutputOptions Output { get; init; } = new();
}
