using FinerCut.Commands.Sweep;
using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut sweep --json</c> prints; the keys are the members in snake_case, in this order.</summary>
internal sealed record SweepAnswer
{
    /// <summary>The file of the plan; null for a dry run.</summary>
    public required string? PlanFile { get; init; }

    /// <summary>The folder of the model that was picked; null where none was written.</summary>
    public required string? Output { get; init; }

    /// <summary>What the picked ratio had to keep; null where none was to be picked.</summary>
    public required string? Condition { get; init; }

    /// <summary>The ratio that was picked; null where none was.</summary>
    public required double? PickedRatio { get; init; }

    /// <summary>Why no ratio was picked; null else.</summary>
    public required ErrorDetails? Error { get; init; }

    /// <summary>The model as given.</summary>
    public required ModelTotals Dense { get; init; }

    /// <summary>Tokens that the attention of a token reads for whose multiply-adds the totals count.</summary>
    public required int SampleTokens { get; init; }

    /// <summary>The ratios, the smallest first.</summary>
    public required IReadOnlyList<SweepPoint> Points { get; init; }

    /// <summary>The plan of the whole order.</summary>
    public required PruningPlan Plan { get; init; }

    /// <summary>Time of the run in seconds.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>The largest resident memory of the process, in bytes.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Takes the answer from a result.</summary>
    /// <param name="result">What the library found.</param>
    /// <param name="error">Why no ratio was picked; null else.</param>
    /// <returns>The same for machines.</returns>
    public static SweepAnswer From(SweepResult result, ErrorDetails? error) => new()
    {
        PlanFile = result.PlanFile,
        Output = result.Written?.Output,
        Condition = result.Condition?.Text,
        PickedRatio = result.Picked?.Ratio,
        Error = error,
        Dense = result.Dense,
        SampleTokens = result.SampleLength,
        Points = result.Points,
        Plan = result.Plan,
        ElapsedSeconds = result.Elapsed.TotalSeconds,
        PeakMemoryBytes = result.PeakMemoryBytes,
    };
}
