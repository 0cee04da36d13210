namespace FinerCut.Search.Policies;

/// <summary>A <see cref="CandidateHistory"/> as it is after a step.</summary>
internal sealed record CandidateState
{
    /// <inheritdoc cref="CandidateHistory.Increments"/>
    public required double[] Increments { get; init; }

    /// <inheritdoc cref="CandidateHistory.SeenAfter"/>
    public required int[] SeenAfter { get; init; }

    /// <inheritdoc cref="CandidateHistory.LastSeen"/>
    public required int LastSeen { get; init; }

    /// <inheritdoc cref="CandidateHistory.Trust"/>
    public required double Trust { get; init; }
}
