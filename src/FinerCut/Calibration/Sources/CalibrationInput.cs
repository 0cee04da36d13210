using FinerCut.Folders;

namespace FinerCut.Calibration.Sources;

/// <summary>One source of calibration text or token ids, which can be read several times.</summary>
/// <param name="name">What plans and tables call it: the file's name without its folder, or <c>stdin</c>.</param>
/// <param name="path">What messages call it.</param>
/// <param name="kind">How its bytes are read.</param>
/// <param name="open">Opens it at its start.</param>
internal sealed class CalibrationInput(string name, string path, InputKind kind, Func<Stream> open)
{
    // Of a file; what was read from standard input stays as it is.
    private readonly SourceWatch? _watch =
        path == InputList.StandardInputName ? null : new SourceWatch([System.IO.Path.GetFullPath(path)]);

    /// <summary>The option that named it.</summary>
    public SourceOption Option { get; init; }

    public string Name => name;

    public string Path => path;

    public InputKind Kind => kind;

    /// <summary>Reads something.</summary>
    /// <param name="read">Reads from the start; the stream is closed behind it.</param>
    /// <returns>What <paramref name="read"/> returns.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015 or FC3016: the file is missing, or the system cannot
    /// read it. FC1060: it changed since it was named.</exception>
    public T Read<T>(Func<Stream, T> read) => Guard(() =>
    {
        using Stream stream = open();
        T result = read(stream);
        _watch?.Check();
        return result;
    });

    /// <summary>Reads items one by one, as they are asked for.</summary>
    /// <param name="read">Reads from the start; the stream is closed behind the last item.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3015, FC3016 or FC1060, when it is reached.</exception>
    public IEnumerable<T> ReadEach<T>(Func<Stream, IEnumerable<T>> read)
    {
        using Stream stream = Guard(open);
        using IEnumerator<T> items = read(stream).GetEnumerator();
        while (Guard(items.MoveNext))
        {
            yield return items.Current;
        }

        _watch?.Check();
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CalibrationErrors.FileMissing(path, Option, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CalibrationErrors.FileUnreadable(path, exception);
        }
    }
}
