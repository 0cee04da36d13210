namespace FinerCut.Calibration.Sources;

/// <summary>One source of calibration text or token ids, which can be read several times.</summary>
/// <param name="name">What plans and tables call it: the file's name without its folder, or <c>stdin</c>.</param>
/// <param name="path">What messages call it.</param>
/// <param name="kind">How its bytes are read.</param>
/// <param name="open">Opens it at its start.</param>
internal sealed class CalibrationInput(string name, string path, InputKind kind, Func<Stream> open)
{
    public string Name => name;

    public string Path => path;

    public InputKind Kind => kind;

    /// <summary>Reads something.</summary>
    /// <param name="read">Reads from the start; the stream is closed behind it.</param>
    /// <returns>What <paramref name="read"/> returns.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015 or FC3016: the file is missing, or the system cannot read it.</exception>
    public T Read<T>(Func<Stream, T> read) => Guard(() =>
    {
        using Stream stream = open();
        return read(stream);
    });

    /// <summary>Reads items one by one, as they are asked for.</summary>
    /// <param name="read">Reads from the start; the stream is closed behind the last item.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015 or FC3016, when it is reached.</exception>
    public IEnumerable<T> ReadEach<T>(Func<Stream, IEnumerable<T>> read)
    {
        using Stream stream = Guard(open);
        using IEnumerator<T> items = read(stream).GetEnumerator();
        while (Guard(items.MoveNext))
        {
            yield return items.Current;
        }
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
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
