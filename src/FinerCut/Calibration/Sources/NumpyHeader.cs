using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FinerCut.Calibration.Sources;

/// <summary>What a <c>.npy</c> file says of itself: the format of NumPy's <c>numpy.lib.format</c>, versions 1 to
/// 3.</summary>
/// <param name="Type">One of <c>i4</c>, <c>i8</c>, <c>u2</c> and <c>u4</c>, little-endian.</param>
/// <param name="Rows">Rows of the array; null where it has one dimension.</param>
/// <param name="Columns">Numbers in a row, or in all.</param>
internal sealed partial record NumpyHeader(string Type, long? Rows, long Columns)
{
    private const int LargestHeader = 1 << 16;

    /// <summary>Bytes of a number.</summary>
    public int NumberSize => Type[1] - '0';

    /// <summary>Numbers in all.</summary>
    public long Count => Math.Max(Rows ?? 1, 0) * Columns;

    /// <summary>Reads the header and stops behind it.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <param name="stream">The file, at its start.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3022: it is no such file, or holds something else than
    /// token ids.</exception>
    /// <exception cref="IOException">The system cannot read it.</exception>
    public static NumpyHeader Read(string path, Stream stream)
    {
        byte[] start = Take(path, stream, 8);
        if (start[0] != 0x93 || !start.AsSpan(1, 5).SequenceEqual("NUMPY"u8) || start[6] is < 1 or > 3)
        {
            throw CalibrationErrors.BadArray(path, "does not begin as a NumPy array of version 1, 2 or 3 does");
        }

        long length = start[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(Take(path, stream, sizeof(ushort)))
            : BinaryPrimitives.ReadUInt32LittleEndian(Take(path, stream, sizeof(uint)));
        return length <= LargestHeader
            ? Parse(path, Encoding.Latin1.GetString(Take(path, stream, (int)length)))
            : throw CalibrationErrors.BadArray(path, $"has a header of {length} bytes, which is no array of token ids");
    }

    private static NumpyHeader Parse(string path, string header)
    {
        string type = TypePattern().Match(header).Groups[1].Value;
        Match shape = ShapePattern().Match(header);
        Match order = OrderPattern().Match(header);
        if (type is not ("<i4" or "<i8" or "<u2" or "<u4"))
        {
            throw CalibrationErrors.BadArray(
                path, type.Length > 0 ? $"holds numbers of the type '{type}'" : "has no plain type");
        }

        List<long> sizes = [.. shape.Groups[1].Value.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(size => long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : -1)];
        if (!shape.Success || sizes.Count is < 1 or > 2 || sizes.Exists(size => size is < 0 or > int.MaxValue))
        {
            throw CalibrationErrors.BadArray(path, $"has the shape ({shape.Groups[1].Value})");
        }

        return order.Groups[1].Value == "False" || sizes.Count == 1
            ? new NumpyHeader(type[1..], sizes.Count == 2 ? sizes[0] : null, sizes[^1])
            : throw CalibrationErrors.BadArray(path, "lies in the memory column by column (Fortran order)");
    }

    private static byte[] Take(string path, Stream stream, int count)
    {
        byte[] bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count
            ? bytes
            : throw CalibrationErrors.BadArray(path, "ends within its header");
    }

    [GeneratedRegex(@"'descr':\s*'([^']*)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)")]
    private static partial Regex ShapePattern();

    [GeneratedRegex(@"'fortran_order':\s*(\w+)")]
    private static partial Regex OrderPattern();
}
