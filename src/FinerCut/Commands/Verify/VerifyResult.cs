using FinerCut.Decoders;
using FinerCut.Verification;

namespace FinerCut.Commands.Verify;

/// <summary>What <c>verify</c> found.</summary>
public sealed record VerifyResult
{
    /// <summary>Path of the pruned graph file.</summary>
    public required string Model { get; init; }

    /// <summary>Path of the dense graph file.</summary>
    public required string Against { get; init; }

    /// <summary>The sublayers that the pruned model no longer has, in the order of the stream.</summary>
    public required IReadOnlyList<SublayerName> Removed { get; init; }

    /// <summary>What each check found.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsSame => Findings.All(finding => finding.Result != FindingResult.Differs);
}
