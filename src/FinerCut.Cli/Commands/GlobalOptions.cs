using System.CommandLine;

namespace FinerCut.Cli.Commands;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    /// <summary>Debug events and stack traces.</summary>
    public Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Write debug events to stderr, and show stack traces with errors",
        Recursive = true,
    };

    /// <summary>A file for the structured log.</summary>
    public Option<string?> LogFile { get; } = new("--log-file")
    {
        Description = "Append a structured log to this file, one JSON object per line",
        HelpName = "FILE",
        Recursive = true,
    };
}
