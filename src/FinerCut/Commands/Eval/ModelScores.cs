using FinerCut.Decoders;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Generation;
using FinerCut.Tasks;

namespace FinerCut.Commands.Eval;

/// <summary>What was measured of one model.</summary>
public sealed record ModelScores
{
    /// <summary>Path of the graph file, or of the plan that makes the model out of the dense one.</summary>
    public required string Name { get; init; }

    /// <summary>The sublayers that the plan removes, in its order; empty for a model on disk.</summary>
    public IReadOnlyList<SublayerName> Removed { get; init; } = [];

    /// <summary>A score for each text, in the order in which they were given.</summary>
    public IReadOnlyList<TextScore> Texts { get; init; } = [];

    /// <summary>A score for each task, in the order in which they were given.</summary>
    public IReadOnlyList<TaskScore> Tasks { get; init; } = [];

    /// <summary>What the model writes; null where that was not measured.</summary>
    public GenerationScore? Generation { get; init; }
}
