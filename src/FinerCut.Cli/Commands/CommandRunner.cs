using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Logging;
using FinerCut.Cli.Progress;
using FinerCut.Onnx;
using FinerCut.Runs;
using Microsoft.Extensions.Logging;

namespace FinerCut.Cli.Commands;

/// <summary>Runs the body of a command with its log, and turns whatever is thrown into lines and an exit
/// code.</summary>
/// <param name="context">What the commands touch.</param>
internal sealed class CommandRunner(CliContext context)
{
    private readonly GlobalOptions _global = new();

    /// <summary>What the commands touch.</summary>
    public CliContext Context => context;

    /// <summary>The options that every command has.</summary>
    public IReadOnlyList<Option> Options => [_global.Verbose, _global.LogFile];

    /// <summary>Runs a command.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="body">What the command does.</param>
    /// <returns>The exit code.</returns>
    [SuppressMessage(
        "Design", "CA1031", Justification = "The entry point: no exception leaves the process unexplained.")]
    public ExitCode RunCommand(ParseResult parsed, Func<ILogger, ExitCode> body)
    {
        bool verbose = parsed.GetValue(_global.Verbose);
        RunLog? log = null;
        try
        {
            log = LogFactory.Create(parsed.GetValue(_global.LogFile), verbose, context.Story);
            log.LogDebug(
                "finercut {Version:l} {Arguments}", Product.Version, parsed.Tokens.Select(token => token.Value));
            return body(log);
        }
        catch (Exception error)
        {
            return new ErrorReporter(context.Story, verbose, context.ErrorOutput)
                .Report(error, log, context.Cancellation);
        }
        finally
        {
            Close(log);
        }
    }

    /// <summary>Runs some work while its progress is shown.</summary>
    /// <param name="quiet">Whether only warnings are shown.</param>
    /// <param name="work">The work, which reports to the observer given.</param>
    /// <returns>What the work returns.</returns>
    public T Watch<T>(bool quiet, Func<IRunObserver, T> work) =>
        ProgressView.Watch(context.Story, context.Time, quiet, work);

    /// <summary>Writes an answer to standard output.</summary>
    /// <param name="write">Writes it.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">It cannot be written.</exception>
    public static void Answer(Action write)
    {
        try
        {
            write();
        }
        catch (IOException cause)
        {
            throw StreamErrors.OutputUnwritable(cause);
        }
    }

    /// <summary>Reports an error on stderr alone, because the answer in JSON tells it too.</summary>
    /// <param name="error">The error.</param>
    /// <param name="log">The structured log.</param>
    /// <returns>The exit code.</returns>
    public ExitCode ReportAnswered(DiagnosticException error, ILogger log) =>
        new ErrorReporter(context.Story, verbose: false).Report(error, log, context.Cancellation);

    private void Close(RunLog? log)
    {
        try
        {
            log?.Dispose();
        }
        catch (IOException cause)
        {
            context.Story.Warning(StreamErrors.LogIncomplete(cause));
        }
    }
}
