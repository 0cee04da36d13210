using System.Text;
using FinerCut.Cli.Consoles;
using FinerCut.Onnx;

namespace FinerCut.Cli.Diagnostics;

/// <summary>Tells the limit of open files from other troubles: every file can be the one too many, so that the error
/// comes in many wrappings.</summary>
internal static class OpenFileLimit
{
    private const int OfProcess = 24;
    private const int OfSystem = 23;
    private const string Words = "Too many open files";
    private const int StandardError = 2;

    // What a run takes with the runtime's libraries on the CPU, and some data files.
    private const long Least = 128;

    /// <summary>Refuses to run where even the libraries could not be opened, which would fail without a word. Needs few
    /// of them itself.</summary>
    /// <returns>The exit code; null where the limit is high enough.</returns>
    public static ExitCode? Refuse()
    {
        if (OperatingSystem.IsWindows() || Descriptors.FindLargestNumber() is not { } limit || limit is < 0 or >= Least)
        {
            return null;
        }

        DiagnosticException error = StreamErrors.FewFiles(limit, Least);
        try
        {
            _ = Descriptors.Write(StandardError, Encoding.UTF8.GetBytes($"error {error.Code}: {error.Message}\n"));
        }
        catch (IOException)
        {
            // There is no other place to say it.
        }

        return ExitCodes.For(error.Code);
    }

    /// <summary>Whether a file could not be opened because too many were.</summary>
    /// <param name="error">What was thrown, with all causes.</param>
    public static bool IsReached(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            bool isNumber = cause is IOException { HResult: OfProcess or OfSystem } && !OperatingSystem.IsWindows();
            if (isNumber || cause.Message.Contains(Words, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
