namespace FinerCut.Execution;

/// <summary>Turns what the runtime and the framework throw for want of memory or of a library into numbered errors,
/// once for a whole command.</summary>
internal static class RuntimeBoundary
{
    /// <summary>Runs a command.</summary>
    /// <param name="model">The model that it works on, as given.</param>
    /// <param name="command">What it does.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">The memory is used up, or ONNX Runtime does not
    /// load.</exception>
    public static T TranslateErrors<T>(string model, Func<T> command)
    {
        try
        {
            return command();
        }
        catch (OutOfMemoryException cause)
        {
            throw RuntimeErrors.NoMemory($"'{model}'", cause);
        }
        catch (Exception cause) when (cause is TypeInitializationException or DllNotFoundException
            or BadImageFormatException)
        {
            throw RuntimeErrors.NotLoaded(cause);
        }
    }
}
