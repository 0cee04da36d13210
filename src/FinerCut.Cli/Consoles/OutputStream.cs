namespace FinerCut.Cli.Consoles;

/// <summary>Standard output on Unix. Other than .NET's own stream this one tells when nobody reads it any
/// longer.</summary>
/// <param name="isOpen">Whether whoever started this process has left it open.</param>
internal sealed class OutputStream(bool isOpen) : Stream
{
    private const int Descriptor = 1;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="BrokenPipeException">Nobody reads it any longer.</exception>
    /// <exception cref="IOException">It is closed or full.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!isOpen)
        {
            throw new IOException("It is closed.");
        }

        while (!buffer.IsEmpty)
        {
            buffer = buffer[WriteOnce(buffer)..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private static int WriteOnce(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Descriptors.Write(Descriptor, bytes);
        }
        catch (IOException exception) when (exception.HResult == Descriptors.BrokenPipe)
        {
            throw new BrokenPipeException();
        }
    }
}
