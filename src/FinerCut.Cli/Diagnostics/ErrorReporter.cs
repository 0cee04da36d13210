using FinerCut.Cli.Consoles;
using FinerCut.Onnx;
using FinerCut.Pruning;
using Serilog;

namespace FinerCut.Cli.Diagnostics;

/// <summary>Turns what went wrong into lines on stderr and an exit code.</summary>
/// <param name="story">Where the lines go.</param>
/// <param name="verbose">Whether stack traces are shown.</param>
internal sealed class ErrorReporter(Story story, bool verbose)
{
    /// <summary>Reports an error.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="log">The structured log; null where it is not open.</param>
    /// <param name="cancellation">Tells a cancelled run from a fault.</param>
    /// <returns>The exit code.</returns>
    public ExitCode Report(Exception error, ILogger? log, CancellationToken cancellation) => error switch
    {
        _ when OpenFileLimit.IsReached(error) => ReportDiagnostic(StreamErrors.TooManyFiles(error), log),
        DiagnosticException diagnostic => ReportDiagnostic(diagnostic, log),
        OperationCanceledException when cancellation.IsCancellationRequested => ReportCancelled(error, log),
        BrokenPipeException => ReportBrokenPipe(log),
        _ => ReportFault(error, log),
    };

    private static ExitCode ReportBrokenPipe(ILogger? log)
    {
        log?.Information("Nobody reads standard output any longer");
        return ExitCode.BrokenPipe;
    }

    private ExitCode ReportDiagnostic(DiagnosticException error, ILogger? log)
    {
        log?.Error(error, "{Code}: {Message}", error.Code, error.Message);
        story.Error($"error {error.Code}:", error.Message);
        ShowTrace(error);
        return ExitCodes.For(error.Code);
    }

    private ExitCode ReportCancelled(Exception error, ILogger? log)
    {
        log?.Warning("Cancelled");
        story.Error("cancelled:", "stopped on request; nothing half-written is left.");
        ShowHowToGoOn(error);
        return ExitCode.Cancelled;
    }

    private ExitCode ReportFault(Exception error, ILogger? log)
    {
        log?.Fatal(error, "Internal error");
        story.Error("internal error:", $"{error.GetType().Name}: {error.Message}");
        story.Line(verbose
            ? "This is a fault of finercut, not of your input. Please report it with the command and the trace below."
            : "This is a fault of finercut, not of your input. Run it again with -v for the stack trace, and please report both.");
        ShowTrace(error);
        return ExitCode.Internal;
    }

    private void ShowHowToGoOn(Exception error)
    {
        if (error is PruneInterruptedException)
        {
            story.Line(error.Message);
        }
    }

    private void ShowTrace(Exception error)
    {
        if (verbose)
        {
            story.Line(error.ToString());
        }
    }
}
