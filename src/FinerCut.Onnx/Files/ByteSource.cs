namespace FinerCut.Onnx.Files;

/// <summary>Bytes that can be read at any place without being in memory.</summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>What error messages call it: a path, or a word for bytes in memory.</summary>
    public abstract string Name { get; }

    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills a buffer.</summary>
    /// <param name="offset">First byte to read, from 0.</param>
    /// <param name="destination">Filled to its end.</param>
    /// <exception cref="DiagnosticException">The bytes are not all there.</exception>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>Closes what is behind it.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what is behind it.</summary>
    /// <param name="disposing">False from a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
