using FinerCut.Cli.Answers;
using FinerCut.Cli.Consoles;
using FinerCut.Onnx;
using FinerCut.Search.Resume;
using Microsoft.Extensions.Logging;

namespace FinerCut.Cli.Diagnostics;

/// <summary>Turns what went wrong into lines on stderr, an answer where one in JSON was asked for, and an exit
/// code.</summary>
/// <param name="story">Where the lines go.</param>
/// <param name="verbose">Whether stack traces are shown.</param>
/// <param name="output">Where an answer in JSON goes; null for none.</param>
internal sealed class ErrorReporter(Story story, bool verbose, TextWriter? output = null)
{
    private const string Fault = "This is a fault of finercut, not of your input.";

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

    /// <summary>An error for an answer in JSON that tells more than the error.</summary>
    /// <param name="error">The error.</param>
    public static ErrorDetails Describe(DiagnosticException error) =>
        new(error.Code, error.Message, Advice.Find(error.Code), (int)ExitCodes.For(error.Code));

    private static ExitCode ReportBrokenPipe(ILogger? log)
    {
        log?.LogInformation("Nobody reads standard output any longer");
        return ExitCode.BrokenPipe;
    }

    private ExitCode ReportDiagnostic(DiagnosticException error, ILogger? log)
    {
        log?.LogError(error, "{Code}: {Message}", error.Code, error.Message);
        story.Error($"error {error.Code}:", error.Message);
        ShowTrace(error);
        ExitCode code = ExitCodes.For(error.Code);
        if (output is not null)
        {
            Answer(error.Code, error.Message, Advice.Find(error.Code), code);
        }

        return code;
    }

    private ExitCode ReportCancelled(Exception error, ILogger? log)
    {
        const string Text = "stopped on request; nothing half-written is left.";
        log?.LogWarning("Cancelled");
        story.Error("cancelled:", Text);
        string? advice = error is PruneInterruptedException ? error.Message : null;
        if (advice is not null)
        {
            story.Line(advice);
        }

        Answer(null, $"Cancelled: {Text}", advice ?? "Run the same command again to start over.", ExitCode.Cancelled);
        return ExitCode.Cancelled;
    }

    private ExitCode ReportFault(Exception error, ILogger? log)
    {
        log?.LogCritical(error, "Internal error");
        string message = $"{error.GetType().Name}: {error.Message}";
        story.Error("internal error:", message);
        string advice = verbose
            ? $"{Fault} Please report it with the command and the trace below."
            : $"{Fault} Run it again with -v for the stack trace, and please report both.";
        story.Line(advice);
        ShowTrace(error);
        Answer(null, message, advice, ExitCode.Internal);
        return ExitCode.Internal;
    }

    private void Answer(string? number, string message, string? advice, ExitCode code)
    {
        if (output is null)
        {
            return;
        }

        try
        {
            JsonAnswer.Write(output, new ErrorAnswer(new ErrorDetails(number, message, advice, (int)code)));
        }
        catch (IOException)
        {
            // The line on stderr is all that can be said.
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
