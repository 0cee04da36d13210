namespace FinerCut.Search.Policies;

/// <summary>An <see cref="IncrementHistory"/> as it is after a step.</summary>
internal sealed record HistoryState
{
    /// <inheritdoc cref="IncrementHistory.Tightness"/>
    public required double Tightness { get; init; }

    /// <inheritdoc cref="IncrementHistory.Failures"/>
    public required int Failures { get; init; }

    /// <summary>The part of all bounds that held.</summary>
    public required double Trust { get; init; }

    /// <inheritdoc cref="CurrentDistances.Sums"/>
    public required double[] Now { get; init; }

    /// <inheritdoc cref="CurrentDistances.Profiles"/>
    public required IReadOnlyList<double[]> NowProfiles { get; init; }

    /// <summary>How large increments are on each sample.</summary>
    public required double[] Hardness { get; init; }

    /// <summary>The places of what went.</summary>
    public required IReadOnlyList<int> RemovedPlaces { get; init; }

    /// <summary>What is known of each candidate.</summary>
    public required IReadOnlyDictionary<string, CandidateState> Candidates { get; init; }
}
