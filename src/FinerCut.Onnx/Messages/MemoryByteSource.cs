using FinerCut.Onnx.Graphs;

namespace FinerCut.Onnx.Messages;

/// <summary>Bytes in memory, as tests and generated parts have them.</summary>
/// <param name="bytes">The content; not copied.</param>
/// <param name="name">What error messages call it.</param>
public sealed class MemoryByteSource(ReadOnlyMemory<byte> bytes, string name = "memory") : ByteSource
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override long Length => bytes.Length;

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset > bytes.Length - destination.Length)
        {
            throw ByteErrors.Truncated(name, bytes.Length, offset + destination.Length);
        }

        bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }
}
