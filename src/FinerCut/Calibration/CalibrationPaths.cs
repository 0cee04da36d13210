using FinerCut.Calibration.Sources;

namespace FinerCut.Calibration;

/// <summary>Looks at the sources of samples before the model is opened: a model may take minutes, and a misspelt name
/// shows at once.</summary>
internal static class CalibrationPaths
{
    /// <summary>Checks the sources of a run, and the size of its samples.</summary>
    /// <param name="options">What was asked for.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015, FC3016, FC3020, FC3021 or FC4016: a source cannot be
    /// read. FC4015: no set has such sizes.</exception>
    public static void Check(CalibrationOptions options)
    {
        CalibrationLoader.CheckSizes(options.Samples, options.SampleTokens);
        if (CalibrationMaker.WordOf(options) is null)
        {
            CheckTexts(options.Sources, SourceOption.Calibration);
        }
    }

    /// <summary>Checks that files and globs can be read; standard input is not looked at.</summary>
    /// <param name="paths">As given.</param>
    /// <param name="option">The option that named them.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015, FC3016, FC3020 or FC4016: a source cannot be
    /// read.</exception>
    public static void CheckTexts(IReadOnlyList<string> paths, SourceOption option = SourceOption.Text)
    {
        foreach (CalibrationInput input in InputList.FilesOf(paths, option))
        {
            input.Read(_ => true);
        }
    }

    /// <summary>Replaces globs by the files that they name.</summary>
    /// <param name="paths">As given; <c>-</c> stays.</param>
    /// <param name="option">The option that named them.</param>
    /// <returns>The paths in their order, those of a glob in ordinal order, each once.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3020: a glob matches nothing.</exception>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> paths, SourceOption option) =>
        [.. paths.SelectMany(path => Glob.Expand(path, option)).Distinct()];
}
