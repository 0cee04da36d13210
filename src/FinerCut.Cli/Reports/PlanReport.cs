using FinerCut.Plans;

namespace FinerCut.Cli.Reports;

/// <summary>What a page tells of a plan alone.</summary>
internal static class PlanReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="origin">Its file.</param>
    public static Report Make(PruningPlan plan, ReportOrigin origin)
    {
        PlanSections sections = new(plan);
        return new Report
        {
            Command = origin.Command,
            Subject = origin.Subject,
            Outcome = $"Plan to remove {plan.Removed.Count} of {plan.Source.Sublayers.Count} sublayers",
            Time = origin.Time,
            Headlines = [.. sections.Headlines],
            Warnings = sections.Warnings,
            Sections =
            [
                sections.Layers, sections.Distances, sections.Perplexities, sections.Candidates, sections.Settings,
            ],
        };
    }
}
