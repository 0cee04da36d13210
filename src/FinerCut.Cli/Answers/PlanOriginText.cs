using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>Where a plan comes from: what was removed, the settings, and the model.</summary>
/// <param name="plan">The plan.</param>
/// <param name="lines">Standard output.</param>
internal sealed class PlanOriginText(PruningPlan plan, AnswerLines lines)
{
    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        lines.Fact("Removed", string.Join(", ", plan.Removed.Select(removal => removal.Sublayer)));
        WriteSettings();
    }

    /// <summary>Writes all of it but the list of removals.</summary>
    public void WriteSettings()
    {
        lines.Fact("Settings", PlanText.Settings(plan.Settings));
        if (plan.Calibration is { } calibration)
        {
            lines.Fact("Calibration", $"{PlanText.Calibration(calibration)}, sha256 of the token ids");
            lines.Hash(calibration.TokensSha256);
            lines.Fact("Search", PlanText.Work(plan.Work));
        }

        new HealingFacts(plan, lines).Write();
        new PerplexityFacts(plan, lines).Write();
        foreach (PlanSourceFile file in plan.Source.Files)
        {
            lines.Fact("Source", $"{file.Name}, {Quantities.Bytes(file.Bytes)}, sha256");
            lines.Hash(file.Sha256);
        }

        string runtime = plan.Versions.OnnxRuntime is { } version ? $", ONNX Runtime {version}" : "";
        lines.Fact("Made by", $"finercut {plan.Versions.FinerCut}{runtime}");
    }
}
