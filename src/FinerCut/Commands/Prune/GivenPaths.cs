using FinerCut.Calibration;
using FinerCut.Evaluation;
using FinerCut.Folders;
using FinerCut.Search.Budgets;

namespace FinerCut.Commands.Prune;

/// <summary>Looks at the paths of a run before the model is opened: a model may take minutes, and a misspelt name shows
/// at once.</summary>
internal static class GivenPaths
{
    /// <summary>Checks the sources of samples, the texts to measure on, and the target.</summary>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015, FC3016, FC3020, FC3021 or FC4016: a source cannot be
    /// read. FC4015: no set has such sizes. FC7035: an order has nothing to measure. Or the model is not there, or
    /// the target may not be written.</exception>
    public static void Check(PruneOptions options)
    {
        CalibrationPaths.Check(options.Calibration);
        CalibrationPaths.CheckTexts(options.Evaluation.Texts);
        if (options is { Budget: OrderBudget, Evaluation.IsRequired: true })
        {
            throw PerplexityErrors.OrderIsNotMeasured(
                options.Evaluation.Texts.Count > 0 ? "--text" : "--max-perplexity-increase");
        }

        if (options is { Budget: OrderBudget, Output: { Path: { } file, DryRun: false } })
        {
            PlanFile.Check(file, options.Output.Force);
        }
        else if (!options.Output.DryRun)
        {
            TargetFolder.CheckGiven(options.Output.Path, options.Model, options.Output.Force);
        }
    }
}
