using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Cli.Consoles;

/// <summary>The texts about streams that cannot be read or written.</summary>
internal static class StreamErrors
{
    private const string TooManyFilesCode = "FC5051";

    public static DiagnosticException OutputUnwritable(Exception cause) => new(
        "FC5021", $"The answer cannot be written to standard output: {SentenceOf(cause)} What was asked for is "
            + "done; redirect the output elsewhere to see the answer.", cause);

    public static DiagnosticException FewFiles(long limit, long least) => new(
        TooManyFilesCode, string.Create(
            CultureInfo.InvariantCulture, $"This process may open {limit} files, and finercut needs {least} and more. ")
            + "Raise the limit, such as ulimit -n 1024, and run the command again.");

    public static DiagnosticException TooManyFiles(Exception cause) => new(
        TooManyFilesCode, "This process may not open as many files as the model and the runtime's libraries need. "
            + "Raise the limit, such as ulimit -n 1024, and run the command again.", cause);

    public static DiagnosticException InputClosed() => new(
        "FC5052", "Standard input is closed, and '-' reads it. Redirect a file or the output of another program to "
            + "it.");

    public static DiagnosticException InputUnreadable(Exception cause) => new(
        "FC5053", $"Standard input cannot be read: {SentenceOf(cause)} Redirect a file or the output of another "
            + "program to it.", cause);

    public static string LogIncomplete(Exception cause) => $"The log file is not complete: {SentenceOf(cause)}";

    /// <summary>The system's own words end without a full stop, those of .NET with one.</summary>
    private static string SentenceOf(Exception cause) => cause.Message.TrimEnd('.') + ".";
}
