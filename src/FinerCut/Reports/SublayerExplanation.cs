namespace FinerCut.Reports;

/// <summary>Why something was taken for a sublayer.</summary>
public sealed record SublayerExplanation
{
    /// <summary>Such as <c>12.attn</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What tells its kind.</summary>
    public required string Evidence { get; init; }

    /// <summary>The nodes that add it to the stream, with their operators.</summary>
    public required IReadOnlyList<string> Residual { get; init; }

    /// <summary>The stream as it enters the addition.</summary>
    public required string Stream { get; init; }

    /// <summary>What is added to it.</summary>
    public required IReadOnlyList<string> Branches { get; init; }

    /// <summary>Nodes that nothing else needs.</summary>
    public required int Nodes { get; init; }

    /// <summary>Initializers that nothing else needs.</summary>
    public required int Initializers { get; init; }

    /// <summary>The inputs that bring its states.</summary>
    public required IReadOnlyList<string> Caches { get; init; }

    /// <summary>Why it cannot be removed; null where it can.</summary>
    public required string? Refusal { get; init; }
}
