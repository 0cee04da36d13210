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
    public ExitCode Report(Exception error, ILogger? log, CancellationToken cancellation)
    {
        switch (error)
        {
            case DiagnosticException diagnostic:
                log?.Error(error, "{Code}: {Message}", diagnostic.Code, diagnostic.Message);
                story.Error($"error {diagnostic.Code}:", diagnostic.Message);
                ShowTrace(error);
                return ExitCodes.For(diagnostic.Code);
            case OperationCanceledException when cancellation.IsCancellationRequested:
                log?.Warning("Cancelled");
                story.Error("cancelled:", "stopped on request; nothing half-written is left.");
                ShowHowToGoOn(error);
                return ExitCode.Cancelled;
            default:
                return ReportFault(error, log);
        }
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
