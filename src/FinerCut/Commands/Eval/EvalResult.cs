using FinerCut.Evaluation;
using FinerCut.Evaluation.Protocols;

namespace FinerCut.Commands.Eval;

/// <summary>What <c>eval</c> measured.</summary>
public sealed record EvalResult
{
    /// <summary>Path of the graph file.</summary>
    public required string Model { get; init; }

    /// <summary>The protocol of the perplexities, with its sizes as they were used.</summary>
    public required WindowSettings Settings { get; init; }

    /// <summary>A score for each text, in the order in which they were given.</summary>
    public required IReadOnlyList<TextScore> Texts { get; init; }
}
