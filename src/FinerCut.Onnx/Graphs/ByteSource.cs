namespace FinerCut.Onnx.Graphs;

/// <summary>Bytes that can be read at any place without being in memory.</summary>
public abstract class ByteSource : IDisposable
{
    /// <summary>What error messages call the bytes: a path, or a word for bytes in memory.</summary>
    public abstract string Name { get; }

    /// <summary>Number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Fills a buffer.</summary>
    /// <param name="offset">First byte to read, from 0.</param>
    /// <param name="destination">Filled to its end.</param>
    /// <exception cref="DiagnosticException">FC1003: the bytes are not all there.</exception>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>Closes what the bytes are read from.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the bytes are read from.</summary>
    /// <param name="disposing">False from a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
