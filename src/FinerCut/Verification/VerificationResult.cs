using System.Text.Json.Serialization;

namespace FinerCut.Verification;

/// <summary>How the folder on disk compared with the bypassed source.</summary>
/// <param name="Samples">Calibration samples compared; <c>rows</c> in JSON, where scripts know this name.</param>
/// <param name="LargestDifference">Largest absolute difference of a logit.</param>
/// <param name="Tolerance">The largest difference that passes.</param>
public sealed record VerificationResult(
    [property: JsonPropertyName("rows")] int Samples, double LargestDifference, double Tolerance);
