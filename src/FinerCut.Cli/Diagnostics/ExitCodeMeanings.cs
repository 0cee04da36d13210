namespace FinerCut.Cli.Diagnostics;

/// <summary>The exit codes with the words of the help page.</summary>
internal static class ExitCodeMeanings
{
    /// <summary>All exit codes in the order of their numbers.</summary>
    public static IReadOnlyList<ExitCodeMeaning> All { get; } =
    [
        new(ExitCode.Done, "done"),
        new(
            ExitCode.FellShort,
            "ran but fell short: disk full, runtime trouble, perplexity beyond its limit, or the result did not "
                + "verify"),
        new(ExitCode.Usage, "wrong command line"),
        new(ExitCode.BadModel, "a model or data file is damaged or unsuitable"),
        new(ExitCode.MissingInput, "a file or folder that was named is not there"),
        new(ExitCode.Internal, "a fault of finercut itself"),
        new(ExitCode.Cancelled, "cancelled by Ctrl-C, SIGTERM or SIGHUP"),
        new(ExitCode.BrokenPipe, "whoever read standard output has gone"),
    ];
}
