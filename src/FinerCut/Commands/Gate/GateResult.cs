using FinerCut.Commands.Prune;
using FinerCut.Verification;

namespace FinerCut.Commands.Gate;

/// <summary>What <c>gate</c> did.</summary>
public sealed record GateResult
{
    /// <summary>Path of the graph file as given or found.</summary>
    public required string Source { get; init; }

    /// <summary>The recognised architecture, such as <c>llama</c>, else <c>unknown</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The folder written.</summary>
    public required string Output { get; init; }

    /// <inheritdoc cref="PruneResult.LeftBehind"/>
    public required IReadOnlyList<string> LeftBehind { get; init; }

    /// <summary>Name of the input that brings the factors: float32, shape <c>[sublayers]</c>.</summary>
    public required string Input { get; init; }

    /// <summary>Names of the sublayers in the order of the factors, such as <c>12.attn</c>.</summary>
    public required IReadOnlyList<string> Sublayers { get; init; }

    /// <summary>Bytes on disk of the written graph and its external data.</summary>
    public required long Bytes { get; init; }

    /// <summary>The comparison of the written folder with its source.</summary>
    public required VerificationResult Verification { get; init; }
}
