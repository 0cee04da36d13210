namespace FinerCut.Cli.Consoles;

/// <summary>Standard input on Unix. A signal ends the waiting for it.</summary>
/// <param name="cancellation">Ends the waiting.</param>
internal sealed class InputStream(CancellationToken cancellation) : Stream
{
    private const int Descriptor = 0;
    private const int Patience = 100;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public override int Read(Span<byte> buffer)
    {
        do
        {
            cancellation.ThrowIfCancellationRequested();
        }
        while (!Descriptors.Awaits(Descriptor, Patience));

        return buffer.IsEmpty ? 0 : Descriptors.Read(Descriptor, buffer);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
