using FinerCut.TestModels.Forms;
using FinerCut.TestModels.Oracles;

namespace FinerCut.Tests.Surgery;

/// <summary>Exporters' files in the forms that other tools leave them in, really pruned, against PyTorch's
/// logits.</summary>
public class ZooFormTests
{
    private const string Variable = "FINERCUT_FORMS";

    [Theory]
    [InlineData("bloom.optimum.fp32", ModelForm.Slimmed)]
    [InlineData("gemma2.genai-cpu.fp32", ModelForm.OpsetAttention)]
    [InlineData("gemma2.genai-cuda.fp16", ModelForm.SavedAll)]
    [InlineData("gpt-neox-par.optimum.fp32", ModelForm.SavedExtended)]
    [InlineData("gpt-neox-seq.ort-optimizer.fp32", ModelForm.SavedSlimmedStripped)]
    [InlineData("gpt2.ort-optimizer.fp32", ModelForm.FusedEmbedding)]
    [InlineData("gpt2.optimum.fp32", ModelForm.SparseWeights)]
    [InlineData("gemma2.genai-cpu.fp32", ModelForm.Functions)]
    [InlineData("llama-gqa.genai-cpu.fp32", ModelForm.HalfPrecision)]
    [InlineData("llama-gqa.genai-cpu.fp32", ModelForm.ScatteredCaches)]
    [InlineData("llama-gqa.genai-cpu.int4-acc1", ModelForm.SavedDequantizedWeights)]
    [InlineData("llama-gqa.optimum-merged.fp32", ModelForm.ConstantNodes)]
    [InlineData("llama-gqa.optimum-merged.fp32", ModelForm.Functions)]
    [InlineData("llama-gqa.optimum-merged.fp32", ModelForm.NamesShuffled)]
    [InlineData("llama-gqa.optimum.fp16", ModelForm.Slimmed)]
    [InlineData("llama-gqa.optimum.fp32", ModelForm.GemmResiduals)]
    [InlineData("llama-gqa.ort-int8.q8", ModelForm.SavedBasic)]
    [InlineData("llama-tied.genai-cpu.int4-shared", ModelForm.ExternalConstantNodes)]
    [InlineData("opt.optimum.fp32", ModelForm.HalfPrecision)]
    [InlineData("opt.optimum.fp32", ModelForm.InitializerInputs)]
    [InlineData("phi.genai-cpu.fp32", ModelForm.MultiHeadAttention)]
    [InlineData("qwen3.dynamo18.fp32", ModelForm.Functions)]
    [InlineData("qwen3.dynamo18.fp32", ModelForm.NamesStripped)]
    public void Apply_EveryCaseInAnotherForm_EqualsReference(string folder, ModelForm form)
    {
        ZooFolder zoo = ZooFolder.Require(folder);

        FormResult result = FormCheck.Run(zoo, form, _ => true);

        Assert.True(result.Absent is null, result.Absent);
        Assert.Empty(result.Failures);
        Assert.Equal(zoo.Cases.Count, result.Passed);
    }

    [Theory]
    [InlineData("gemma2.genai-cpu.fp32", ModelForm.MultiHeadAttention)]
    [InlineData("gemma2.genai-cpu-windowed.fp32", ModelForm.OpsetAttention)]
    [InlineData("llama-gqa.genai-cpu.fp32", ModelForm.PackedCaches)]
    [InlineData("llama-gqa.optimum.fp32", ModelForm.DequantizedWeights)]
    public void Fits_FormThatCannotComputeTheSame_IsFalse(string folder, ModelForm form) =>
        Assert.False(ModelForms.Fits(ZooFolder.Require(folder).ModelPath, form));

    /// <summary>All folders in all forms that they can have: many minutes, so it runs only where somebody asks for
    /// it.</summary>
    [Fact]
    public void Apply_EveryFolderInEveryForm_EqualsReference()
    {
        string report = Environment.GetEnvironmentVariable(Variable) ?? "";
        Assert.SkipUnless(report.Length > 0, $"A long test: set {Variable} to the file for its table to run it, and "
            + $"{Variable}_ONLY to a part of a folder and its form to run some of it.");
        string only = Environment.GetEnvironmentVariable($"{Variable}_ONLY") ?? "";
        List<string> failures = [];
        File.WriteAllText(
            report, "| folder | form | cases | worst error (x tolerance) | note |\n|---|---|---|---|---|\n");
        foreach (string folder in ZooFolder.AllNames())
        {
            ZooFolder zoo = ZooFolder.Require(folder);
            foreach (ModelForm form in Enum.GetValues<ModelForm>().Where(form =>
                $"{folder} {form}".Contains(only, StringComparison.Ordinal) && ModelForms.Fits(zoo.ModelPath, form)))
            {
                FormResult result = FormCheck.Run(zoo, form, _ => true);
                failures.AddRange(result.Failures.Select(failure => $"{folder} {form}: {failure}"));
                File.AppendAllText(report, $"| {folder} | {form} | {result.Passed}/{zoo.Cases.Count} | "
                    + $"{result.Worst:g2} | {result.Absent ?? string.Join("; ", result.Failures)} |\n");
            }
        }

        Assert.Empty(failures);
    }
}
