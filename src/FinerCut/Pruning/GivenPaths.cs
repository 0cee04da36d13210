using FinerCut.Calibration;
using FinerCut.Calibration.Sources;
using FinerCut.Folders;

namespace FinerCut.Pruning;

/// <summary>Looks at the paths of a command line before the model is opened: a model may take minutes, and a misspelt
/// name shows at
/// once.</summary>
internal static class GivenPaths
{
    /// <summary>Checks the calibration files and the target of a run.</summary>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015, FC3016, FC3020, FC3021 or FC4016: a source cannot be
    /// read. FC4015: no
    /// set has such sizes. Or the model is not there, or the target may not be written.</exception>
    public static void Check(PruneOptions options)
    {
        CheckSources(options);
        if (options is { Until: not null, Output: { } file, DryRun: false })
        {
            PlanFile.Check(file, options.Force);
        }
        else if (!options.DryRun)
        {
            CheckTarget(options.Output, options.Model, options.Force);
        }
    }

    /// <summary>Checks the calibration files of a run.</summary>
    /// <param name="options">What was asked for.</param>
    /// <inheritdoc cref="Check" path="/exception"/>
    public static void CheckSources(PruneOptions options)
    {
        CalibrationLoader.CheckSizes(options.Samples, options.SampleTokens);
        if (CalibrationMaker.WordOf(options) is null)
        {
            CheckTexts(options.Calibration);
        }
    }

    /// <summary>Checks that files and globs can be read; standard input is not looked at.</summary>
    /// <param name="paths">As given.</param>
    /// <inheritdoc cref="Check" path="/exception"/>
    public static void CheckTexts(IReadOnlyList<string> paths)
    {
        foreach (CalibrationInput input in InputList.FilesOf(paths))
        {
            input.Read(_ => true);
        }
    }

    /// <summary>Checks a folder to write.</summary>
    /// <param name="target">As given; null for the default one, whose name depends on the model.</param>
    /// <param name="model">The model that the folder must lie apart from, as given.</param>
    /// <param name="force">Whether a folder that finercut wrote is replaced.</param>
    /// <inheritdoc cref="Check" path="/exception"/>
    public static void CheckTarget(string? target, string model, bool force)
    {
        if (target is not null)
        {
            TargetFolder.Check(target, ModelFolder.Find(model), force);
        }
    }
}
