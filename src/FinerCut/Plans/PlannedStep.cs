namespace FinerCut.Plans;

/// <summary>One step of the search: what every candidate would have cost.</summary>
/// <param name="Removed">The sublayer that the step removed.</param>
/// <param name="Scores">Every candidate of the step in the order of the stream, with the distance that its removal
/// leads to, or a lower bound.</param>
/// <param name="ChangesOnHalves">Share of random halves of the samples, in [0, 1], on which another candidate would
/// have gone: the larger, the more the choice depends on the calibration text. Null where there are fewer than two
/// samples or candidates.</param>
public sealed record PlannedStep(string Removed, IReadOnlyList<CandidateScore> Scores, double? ChangesOnHalves = null);
