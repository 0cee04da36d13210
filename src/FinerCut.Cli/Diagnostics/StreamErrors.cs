using FinerCut.Onnx;

namespace FinerCut.Cli.Diagnostics;

/// <summary>The texts about streams that cannot be written.</summary>
internal static class StreamErrors
{
    public static DiagnosticException OutputUnwritable(Exception cause) => new(
        "FC5021", $"The answer cannot be written to standard output: {cause.Message} What was asked for is done; redirect the output elsewhere to see the answer.", cause);

    public static string LogIncomplete(Exception cause) => $"The log file is not complete: {cause.Message}";
}
