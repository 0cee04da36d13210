using FinerCut.Evaluation.Protocols;

namespace FinerCut.Commands.Eval;

/// <summary>What <c>eval</c> measured.</summary>
public sealed record EvalResult
{
    /// <summary>The model that was named.</summary>
    public required ModelScores Model { get; init; }

    /// <summary>The dense model that others are compared with; null where that is <see cref="Model"/>, or there is
    /// none.</summary>
    public ModelScores? Dense { get; init; }

    /// <summary>The dense model without what a plan removes, for each plan in the order in which they were
    /// given.</summary>
    public IReadOnlyList<ModelScores> Plans { get; init; } = [];

    /// <summary>The protocol of the perplexities, with its sizes as they were used.</summary>
    public required WindowSettings Settings { get; init; }

    /// <summary>The most items of each task; null for all.</summary>
    public int? Limit { get; init; }
}
