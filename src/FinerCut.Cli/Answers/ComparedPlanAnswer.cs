using FinerCut.Commands.Compare;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>One of the compared plans for machines.</summary>
/// <param name="Plan">The plan file, or the graph file that carries the plan.</param>
/// <param name="Removed">The removals in their order, with the distance after each.</param>
/// <param name="OnlyHere">The sublayers that no other plan removes.</param>
/// <param name="Settings">The settings of the search.</param>
/// <param name="Calibration">The calibration set; null where no search ran.</param>
/// <param name="Perplexities">The perplexities that the plan tells, text by text; null where nothing was
/// measured.</param>
internal sealed record ComparedPlanAnswer(
    string Plan,
    IReadOnlyList<PlannedRemoval> Removed,
    IReadOnlyList<string> OnlyHere,
    PlanSettings Settings,
    PlanCalibration? Calibration,
    IReadOnlyList<PlanPerplexity>? Perplexities)
{
    /// <summary>Takes the answer from a plan.</summary>
    /// <param name="plan">What the library compared.</param>
    /// <returns>The same for machines.</returns>
    public static ComparedPlanAnswer From(ComparedPlan plan) => new(
        plan.Path,
        plan.Plan.Removed,
        plan.OnlyHere,
        plan.Plan.Settings,
        plan.Plan.Calibration,
        plan.Plan.Perplexities);
}
