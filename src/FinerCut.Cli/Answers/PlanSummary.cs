using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut inspect</c> prints of a plan.</summary>
/// <param name="plan">The plan.</param>
/// <param name="path">Its file as given.</param>
/// <param name="writer">Standard output.</param>
/// <param name="terminal">What stands behind it.</param>
internal sealed class PlanSummary(PruningPlan plan, string path, TextWriter writer, Terminal terminal)
{
    private readonly AnswerLines _lines = new(writer, terminal);

    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        string count = $"{plan.Removed.Count} of {plan.Source.Sublayers.Count} sublayers";
        _lines.Title($"Plan to remove {count} of {PlanText.Model(plan)}");
        _lines.Gap();
        LayerMap.Of(plan, terminal).Write(_lines);
        StepTable.Write(plan, writer, terminal);
        new PlanOriginText(plan, _lines).WriteSettings();
        _lines.Gap();
        _lines.Title("Next");
        _lines.Command($"finercut apply \"{path}\" MODEL");
    }
}
