using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using Serilog;
using Serilog.Events;

namespace FinerCut.Cli.Logging;

/// <summary>Opens the structured log.</summary>
internal static class LogFactory
{
    /// <summary>Opens a log that writes where the command line says, or nowhere.</summary>
    /// <param name="logFile">A file for compact JSON, appended to; null for none.</param>
    /// <param name="verbose">Whether events also go to stderr.</param>
    /// <param name="story">Standard error.</param>
    /// <returns>The log; dispose it to flush the file.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The file cannot be written.</exception>
    public static RunLog Create(string? logFile, bool verbose, Story story)
    {
        bool silent = logFile is null && !verbose;
        LoggerConfiguration configuration = new LoggerConfiguration()
            .MinimumLevel.Is(silent ? LogEventLevel.Fatal : LogEventLevel.Debug);
        if (verbose)
        {
            configuration.WriteTo.Sink(new StorySink(story));
        }

        if (logFile is not null)
        {
            CheckWritable(logFile);
            configuration.WriteTo.File(new SafeJsonFormatter(), logFile);
        }

        return new RunLog(configuration.CreateLogger());
    }

    // Serilog swallows what goes wrong in a file sink; a person who asked for the file wants to know.
    private static void CheckWritable(string path)
    {
        try
        {
            new FileStream(path, FileMode.Append, FileAccess.Write).Dispose();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            throw UsageErrors.LogFileUnwritable(path, cause);
        }
    }
}
