namespace FinerCut.Reports;

/// <summary>What was recognised in a model by following its data, and what was rejected.</summary>
/// <remarks>Written as JSON with snake_case keys in the order of the members here.</remarks>
public sealed record ModelExplanation
{
    /// <summary>Where the residual stream starts: the value that the token ids look up.</summary>
    public required string StreamStart { get; init; }

    /// <summary>Where it ends: the output with the logits.</summary>
    public required string StreamEnd { get; init; }

    /// <summary>The sublayers in the order of the stream.</summary>
    public required IReadOnlyList<SublayerExplanation> Sublayers { get; init; }

    /// <summary>The additions that are no residual, in the order of computation.</summary>
    public required IReadOnlyList<AdditionReport> Rejected { get; init; }
}
