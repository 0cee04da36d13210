namespace FinerCut.Verification;

/// <summary>What one check of a pruned folder found.</summary>
/// <param name="Check">What was checked, such as <c>caches</c>.</param>
/// <param name="Result">How it came out.</param>
/// <param name="Detail">What was found, for people.</param>
public sealed record Finding(string Check, FindingResult Result, string Detail)
{
    internal static Finding Same(string check, string detail) => new(check, FindingResult.Same, detail);

    internal static Finding Differs(string check, string detail) => new(check, FindingResult.Differs, detail);

    internal static Finding Skipped(string check, string detail) => new(check, FindingResult.Skipped, detail);
}
