using FinerCut.TestModels.Forms;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Exporters' files in the forms that other tools leave them in, really pruned, against PyTorch's logits.</summary>
public class ZooFormTests
{
    private const string Variable = "FINERCUT_FORMS";

    /// <summary>The folders' cases in every form: a quarter of an hour, so it runs only where somebody asks for it.</summary>
    [Fact]
    public void Apply_EveryFolderInEveryForm_EqualsReference()
    {
        string report = Environment.GetEnvironmentVariable(Variable) ?? "";
        Assert.SkipUnless(report.Length > 0, $"A long test: set {Variable} to the file for its table to run it, and {Variable}_ONLY to a part of the names to run some of it.");
        string only = Environment.GetEnvironmentVariable($"{Variable}_ONLY") ?? "";
        List<string> failures = [];
        File.WriteAllText(report, "| folder | form | cases | worst error (x tolerance) | note |\n|---|---|---|---|---|\n");
        foreach (ZooFolder zoo in ZooFolder.AllNames().Select(ZooFolder.Require))
        {
            foreach (ModelForm form in Enum.GetValues<ModelForm>().Where(form => ModelForms.Fits(zoo.ModelPath, form)))
            {
                string name = Path.GetRelativePath(Path.Combine(zoo.Path, "..", ".."), zoo.Path);
                string title = $"{name} {form}";
                if (!title.Contains(only, StringComparison.Ordinal))
                {
                    continue;
                }

                FormResult result = FormCheck.Run(zoo, form, _ => true);
                failures.AddRange(result.Failures.Select(failure => $"{title}: {failure}"));
                File.AppendAllText(report, $"| {name} | {form} | {result.Passed}/{zoo.Cases.Count} | {result.Worst:g2} | {result.Absent ?? string.Join("; ", result.Failures)} |\n");
            }
        }

        Assert.Empty(failures);
    }
}
