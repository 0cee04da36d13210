using FinerCut.Commands.Prune;
using FinerCut.Decoders;
using FinerCut.Onnx;
using FinerCut.Plans;

namespace FinerCut.Commands.Sweep;

/// <summary>What <c>sweep</c> found.</summary>
public sealed record SweepResult
{
    /// <summary>The plan of the whole order.</summary>
    public required PruningPlan Plan { get; init; }

    /// <summary>Full path of its file; null for a dry run.</summary>
    public required string? PlanFile { get; init; }

    /// <summary>The model as given.</summary>
    public required ModelTotals Dense { get; init; }

    /// <summary>Tokens of the sample that multiply-adds count for.</summary>
    public required int SampleLength { get; init; }

    /// <summary>The ratios, the smallest first; at least one.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>What the picked ratio had to keep; null where none was to be picked.</summary>
    public PickCondition? Condition { get; init; }

    /// <summary>The largest ratio that keeps the condition; null where none does, and without one.</summary>
    public SweepPoint? Picked { get; init; }

    /// <summary>The model written of the picked ratio; null where none was, and for a dry run.</summary>
    public PruneResult? Written { get; init; }

    /// <summary>FC7204, where no ratio keeps the condition; else null.</summary>
    public DiagnosticException? Failure { get; init; }

    /// <summary>Time that everything took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The largest resident memory of the process, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }
}
