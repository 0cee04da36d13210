using System.Text;

namespace FinerCut.Cli.Consoles;

/// <summary>The three streams of this process. Each may have been closed by whoever started it.</summary>
internal static class StandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>Opens standard input.</summary>
    /// <param name="cancellation">Ends the waiting for it.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC5052: it is closed.</exception>
    public static Stream OpenInput(CancellationToken cancellation) =>
        OperatingSystem.IsWindows() ? Console.OpenStandardInput()
        : Descriptors.IsInherited(Input) ? new InputStream(cancellation)
        : throw StreamErrors.InputClosed();

    /// <summary>Opens standard output. Where it is closed, the first answer fails.</summary>
    public static TextWriter OpenOutput()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.Out;
        }

        // A mark of the byte order would be the first thing in a pipe.
        Encoding encoding = Console.OutputEncoding is UTF8Encoding ? new UTF8Encoding(false) : Console.OutputEncoding;
        return new StreamWriter(new OutputStream(Descriptors.IsInherited(Output)), encoding) { AutoFlush = true };
    }

    /// <summary>Opens standard error. Where it is closed, the story is told to nobody.</summary>
    public static TextWriter OpenError() =>
        OperatingSystem.IsWindows() || Descriptors.IsInherited(Error) ? Console.Error : TextWriter.Null;
}
