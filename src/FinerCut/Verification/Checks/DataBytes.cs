using FinerCut.Onnx.Files;

namespace FinerCut.Verification.Checks;

/// <summary>Compares bytes of files, read through small buffers.</summary>
internal static class DataBytes
{
    private const int BufferSizeInBytes = 256 * 1024;

    /// <summary>Whether two ranges hold the same bytes; ranges that reach beyond their file hold none.</summary>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">A file cannot be read.</exception>
    public static bool AreSame(DataRange first, DataRange second)
    {
        using FileByteSource left = new(first.Path);
        using FileByteSource right = new(second.Path);
        if (first.Length != second.Length || first.Offset > left.Length - first.Length
            || second.Offset > right.Length - second.Length)
        {
            return false;
        }

        byte[] buffer = new byte[2 * BufferSizeInBytes];
        for (long done = 0; done < first.Length; done += BufferSizeInBytes)
        {
            int length = (int)Math.Min(BufferSizeInBytes, first.Length - done);
            Span<byte> one = buffer.AsSpan(0, length);
            Span<byte> other = buffer.AsSpan(BufferSizeInBytes, length);
            left.Read(first.Offset + done, one);
            right.Read(second.Offset + done, other);
            if (!one.SequenceEqual(other))
            {
                return false;
            }
        }

        return true;
    }
}
