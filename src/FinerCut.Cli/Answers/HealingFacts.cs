using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>What healing did to the model of a plan, and on what.</summary>
/// <param name="plan">The plan.</param>
/// <param name="lines">Standard output.</param>
internal sealed class HealingFacts(PruningPlan plan, AnswerLines lines)
{
    /// <summary>Writes two lines; nothing where nothing was healed.</summary>
    public void Write()
    {
        if (plan.Healing is { } healing)
        {
            lines.Fact("Healing", PlanText.Healing(healing));
            lines.Fact("", $"on {PlanText.HealingSource(healing)}");
        }
    }
}
