using FinerCut.Commands.Prune;
using FinerCut.Execution;
using FinerCut.Folders;
using FinerCut.Healing;
using FinerCut.Search.Budgets;

namespace FinerCut.Commands.Apply;

/// <summary>What <c>finercut apply</c> was asked to do.</summary>
public sealed record ApplyOptions
{
    /// <summary>A plan file, or a pruned folder with one.</summary>
    public required string Plan { get; init; }

    /// <summary>The model that the plan was made for: a <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>How much of the plan is carried out: the first removals of a ratio or a count, or those that the plan
    /// says lead no farther than a distance. Null, the default, for all. Other budgets need a search.</summary>
    public SearchBudget? Budget { get; init; }

    /// <summary>Where the result is verified.</summary>
    public RuntimeOptions Runtime { get; init; } = new();

    /// <summary>What perplexity to measure, and how far it may rise.</summary>
    public EvaluationOptions Evaluation { get; init; } = new();

    /// <summary>How the pruned model is healed; not at all unless a method is given.</summary>
    public HealingOptions Healing { get; init; } = new();

    /// <summary>What is written. A plan made with cache numbers kept keeps them anyway.</summary>
    public OutputOptions Output { get; init; } = new();
}
