using FinerCut.Calibration;
using FinerCut.Folders;
using FinerCut.Search.Budgets;

namespace FinerCut.Commands.Prune;

/// <summary>Looks at the paths of a run before the model is opened: a model may take minutes, and a misspelt name shows
/// at once.</summary>
internal static class GivenPaths
{
    /// <summary>Checks the sources of the calibration set and the target.</summary>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015, FC3016, FC3020, FC3021 or FC4016: a source cannot be
    /// read. FC4015: no set has such sizes. Or the model is not there, or the target may not be written.</exception>
    public static void Check(PruneOptions options)
    {
        CalibrationPaths.Check(options.Calibration);
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
