namespace FinerCut.Search.Checkpoints;

/// <summary>An <see cref="IncrementHistory"/> as it is after a step.</summary>
internal sealed record HistoryState
{
    /// <inheritdoc cref="IncrementHistory.Share"/>
    public required double Share { get; init; }

    /// <inheritdoc cref="IncrementHistory.Tightness"/>
    public required double Tightness { get; init; }

    /// <inheritdoc cref="IncrementHistory.Failures"/>
    public required int Failures { get; init; }

    /// <inheritdoc cref="IncrementHistory.Last"/>
    public required string? Last { get; init; }

    /// <inheritdoc cref="IncrementHistory.Now"/>
    public required double[] Now { get; init; }

    /// <summary>The last increments of each candidate by sample; NaN where there is none.</summary>
    public required IReadOnlyDictionary<string, double[]> Increments { get; init; }
}
