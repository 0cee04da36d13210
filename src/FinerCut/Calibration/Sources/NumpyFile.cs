using System.Buffers.Binary;

namespace FinerCut.Calibration.Sources;

/// <summary>Reads the token ids of <c>.npy</c> files, a row at a time.</summary>
internal static class NumpyFile
{
    /// <summary>Reads rows.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="stream">The file, behind its header.</param>
    /// <param name="header">Its header.</param>
    /// <param name="flatLength">Numbers to a row where the array has one dimension; the last row may be
    /// shorter.</param>
    /// <returns>The ids of each row, not yet compared with a vocabulary.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3022, when it is reached: the file ends early.</exception>
    internal static IEnumerable<long[]> ReadRows(string path, Stream stream, NumpyHeader header, int flatLength)
    {
        BufferedStream buffered = new(stream, 1 << 16);
        long length = header.Rows is null ? flatLength : header.Columns;
        for (long left = header.Count, row = 0; header.Rows is { } rows ? row < rows : left > 0; row++, left -= length)
        {
            yield return ReadRow(path, buffered, header, (int)Math.Min(length, left));
        }
    }

    private static long[] ReadRow(string path, Stream stream, NumpyHeader header, int length)
    {
        byte[] bytes = new byte[header.NumberSize];
        List<long> row = [];
        for (int index = 0; index < length; index++)
        {
            if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                throw CalibrationErrors.BadArray(path, $"ends before its {header.Count} numbers do");
            }

            row.Add(Number(header.Type, bytes));
        }

        return [.. row];
    }

    private static long Number(string type, ReadOnlySpan<byte> bytes) => type switch
    {
        "i4" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        "i8" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        "u2" => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
    };
}
