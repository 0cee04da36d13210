using System.Runtime.InteropServices;
using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Commands;

/// <summary>Where the process begins.</summary>
internal static class Entry
{
    /// <summary>Runs a command line with the streams of this process; Ctrl-C, SIGTERM and SIGHUP cancel it.</summary>
    /// <param name="args">The command line.</param>
    /// <returns>The exit code.</returns>
    public static ExitCode RunProgram(IReadOnlyList<string> args) => OpenFileLimit.Refuse() ?? RunWithStreams(args);

    private static ExitCode RunWithStreams(IReadOnlyList<string> args)
    {
        using CancellationTokenSource cancellation = new();
        CliContext context = CliContext.ForProcess(cancellation.Token);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        return CommandLine.RunCommandLine(args, context);

        void Stop(PosixSignalContext signal)
        {
            // The second one ends the process at once.
            signal.Cancel = !cancellation.IsCancellationRequested;
            if (signal.Cancel)
            {
                context.Story.Line("Stopping; press Ctrl-C again to end at once.");
                cancellation.Cancel();
            }
        }
    }
}
