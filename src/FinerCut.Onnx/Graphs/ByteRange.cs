using System.Buffers;
using System.Text;

namespace FinerCut.Onnx.Graphs;

/// <summary>A piece of a source; making one reads nothing.</summary>
/// <param name="Source">Where the bytes are.</param>
/// <param name="Offset">The first of them, from the start of the source.</param>
/// <param name="Length">Their number.</param>
public readonly record struct ByteRange(ByteSource Source, long Offset, long Length)
{
    private const int CopyBufferSizeInBytes = 1024 * 1024;
    private const int LargestOnStackInBytes = 256;

    /// <summary>One past the last byte.</summary>
    public long End => Offset + Length;

    /// <summary>Reads all of it.</summary>
    /// <returns>A new array.</returns>
    /// <exception cref="DiagnosticException">FC1003: the bytes are not all there.</exception>
    public byte[] ToArray()
    {
        if (Length > Array.MaxLength || End > Source.Length)
        {
            throw ByteErrors.Truncated(Source.Name, Source.Length, End);
        }

        byte[] bytes = new byte[Length];
        Source.Read(Offset, bytes);
        return bytes;
    }

    /// <summary>Reads all of it as UTF-8; malformed bytes become U+FFFD.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        if (Length > LargestOnStackInBytes || End > Source.Length)
        {
            return Encoding.UTF8.GetString(ToArray());
        }

        Span<byte> bytes = stackalloc byte[(int)Length];
        Source.Read(Offset, bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Copies it through a buffer of a megabyte.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="cancellation">Looked at between buffers.</param>
    public void CopyTo(Stream destination, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Length, CopyBufferSizeInBytes));
        try
        {
            for (long done = 0; done < Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                Span<byte> part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, Length - done));
                Source.Read(Offset + done, part);
                destination.Write(part);
                done += part.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
