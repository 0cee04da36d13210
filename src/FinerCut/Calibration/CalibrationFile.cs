namespace FinerCut.Calibration;

/// <summary>Opens calibration files and puts the system's exceptions into our words.</summary>
internal static class CalibrationFile
{
    /// <summary>Reads something from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads from the start; the stream is closed behind it.</param>
    /// <returns>What <paramref name="read"/> returns.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015 or FC3016: the file is missing, or the system cannot read it.</exception>
    internal static T Read<T>(string path, Func<Stream, T> read)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return read(stream);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CalibrationErrors.FileMissing(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CalibrationErrors.FileUnreadable(path, exception);
        }
    }
}
