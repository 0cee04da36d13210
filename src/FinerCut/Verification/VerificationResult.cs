namespace FinerCut.Verification;

/// <summary>How the folder on disk compared with the bypassed source.</summary>
/// <param name="Rows">Calibration rows compared.</param>
/// <param name="LargestDifference">Largest absolute difference of a logit.</param>
/// <param name="Tolerance">The largest difference that passes.</param>
public sealed record VerificationResult(int Rows, double LargestDifference, double Tolerance);
