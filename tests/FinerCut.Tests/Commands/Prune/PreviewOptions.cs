using FinerCut.Commands.Prune;

namespace FinerCut.Tests.Commands.Prune;

internal static class PreviewOptions
{
    /// <summary>What shows the calibration set of a search.</summary>
    /// <param name="options">The search.</param>
    public static CalibrationPreviewOptions ForPreview(this PruneOptions options) =>
        new() { Model = options.Model, Calibration = options.Calibration, Runtime = options.Runtime };
}
