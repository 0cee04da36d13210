using FinerCut.Commands.Verify;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut verify --json</c> prints; the keys are the members in snake_case, in this order.</summary>
/// <param name="Model">Path of the pruned graph file.</param>
/// <param name="Against">Path of the dense graph file.</param>
/// <param name="Removed">The sublayers that the pruned model no longer has.</param>
/// <param name="Same">Whether nothing differs.</param>
/// <param name="Findings">What each check found; <c>result</c> is <c>same</c>, <c>differs</c> or
/// <c>skipped</c>.</param>
internal sealed record VerifyAnswer(
    string Model, string Against, IReadOnlyList<string> Removed, bool Same, IReadOnlyList<FindingAnswer> Findings)
{
    /// <summary>Takes the answer from a result.</summary>
    /// <param name="result">What the library found.</param>
    /// <returns>The same for machines.</returns>
    public static VerifyAnswer From(VerifyResult result) => new(
        result.Model,
        result.Against,
        [.. result.Removed.Select(name => name.ToString())],
        result.IsSame,
        [.. result.Findings.Select(finding => new FindingAnswer(
            finding.Check, finding.Result.ToString().ToLowerInvariant(), finding.Detail))]);
}
