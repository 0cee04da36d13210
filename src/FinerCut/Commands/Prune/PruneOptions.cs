using FinerCut.Calibration;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Healing;
using FinerCut.Search;
using FinerCut.Search.Budgets;

namespace FinerCut.Commands.Prune;

/// <summary>What <c>finercut prune</c> was asked to do: a model, an amount, and the settings of each stage.</summary>
public sealed record PruneOptions
{
    /// <summary>A <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>How much goes.</summary>
    public required Budget Budget { get; init; }

    /// <summary>What the search compares models on.</summary>
    public CalibrationOptions Calibration { get; init; } = new();

    /// <summary>How the search compares, and what may go.</summary>
    public SearchOptions Search { get; init; } = new();

    /// <summary>Where the models run.</summary>
    public RuntimeOptions Runtime { get; init; } = new();

    /// <summary>What perplexity to measure, and how far it may rise.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>How the pruned model is healed; not at all unless a method is given.</summary>
    public HealingOptions Healing { get; init; } = new();

    /// <summary>What is written.</summary>
    public OutputOptions Output { get; init; } = new();

    /// <summary>The clock that latencies are measured by.</summary>
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
