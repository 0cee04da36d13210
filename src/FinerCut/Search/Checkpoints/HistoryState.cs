namespace FinerCut.Search.Checkpoints;

/// <summary>An <see cref="IncrementHistory"/> as it is after a step.</summary>
internal sealed record HistoryState
{
    /// <inheritdoc cref="IncrementHistory.Now"/>
    public required double[] Now { get; init; }

    /// <summary>How large increments are on each sample, compared with the mean.</summary>
    public required double[] Hardness { get; init; }

    /// <summary>The part of all bounds that held.</summary>
    public required double Trust { get; init; }

    /// <inheritdoc cref="IncrementHistory.Tightness"/>
    public required double Tightness { get; init; }

    /// <inheritdoc cref="IncrementHistory.Failures"/>
    public required int Failures { get; init; }

    /// <summary>Places of what has gone, in order of removal.</summary>
    public required int[] RemovedPlaces { get; init; }

    /// <summary>The candidates that were run.</summary>
    public required IReadOnlyDictionary<string, CandidateState> Candidates { get; init; }
}
