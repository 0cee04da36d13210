using FinerCut.Cli.Consoles;
using FinerCut.Plans;

namespace FinerCut.Cli.Answers;

/// <summary>Where a plan comes from: what was removed, the settings, and the model.</summary>
/// <param name="plan">The plan.</param>
/// <param name="writer">Standard output.</param>
internal sealed class PlanOriginText(PruningPlan plan, TextWriter writer)
{
    /// <summary>Writes all of it.</summary>
    public void Write()
    {
        Fact("Removed", string.Join(", ", plan.Removed.Select(removal => removal.Sublayer)));
        WriteSettings();
    }

    /// <summary>Writes all of it but the list of removals.</summary>
    public void WriteSettings()
    {
        Fact("Settings", PlanText.Settings(plan.Settings));
        if (plan.Calibration is { } calibration)
        {
            Fact("Calibration", $"{PlanText.Calibration(calibration)}, sha256 of the token ids");
            Fact("", calibration.TokensSha256);
            Fact("Search", PlanText.Work(plan.Work));
        }

        foreach (PlanSourceFile file in plan.Source.Files)
        {
            Fact("Source", $"{file.Name}, {Quantities.Bytes(file.Bytes)}, sha256");
            Fact("", file.Sha256);
        }

        string runtime = plan.Versions.OnnxRuntime is { } version ? $", ONNX Runtime {version}" : "";
        Fact("Made by", $"finercut {plan.Versions.FinerCut}{runtime}");
    }

    private void Fact(string name, string text) => writer.WriteLine($"{name,-12}{text}");
}
