using System.Buffers.Binary;
using System.Text;

namespace FinerCut.Execution.Cuda;

/// <summary>Reads which libraries a library for Linux needs: the entries DT_NEEDED of an ELF file of 64 bits.</summary>
internal static class ElfDependencies
{
    private const int HeaderBytes = 64;
    private const int SegmentBytes = 56;
    private const int EntryBytes = 16;
    private const uint LoadedSegment = 1;
    private const uint DynamicSegment = 2;
    private const long NeededTag = 1;
    private const long StringTableTag = 5;

    /// <summary>Reads the names.</summary>
    /// <param name="file">The file.</param>
    /// <returns>File names in the order of the file.</returns>
    /// <exception cref="BadImageFormatException">The file is no such library, or a damaged one.</exception>
    public static IReadOnlyList<string> ReadLibraries(Stream file)
    {
        byte[] header = Read(file, 0, HeaderBytes);
        if (header is not [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, ..])
        {
            throw new BadImageFormatException("It is no ELF file of 64 bits.");
        }

        int count = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(56));
        byte[] table = Read(file, Number(header, 32), (long)count * SegmentBytes);
        List<Part> parts = [.. Enumerable.Range(0, count).Select(i => PartAt(table, i * SegmentBytes))];
        Part dynamic = parts.Find(part => part.Type == DynamicSegment)
            ?? throw new BadImageFormatException("It is not linked to others.");
        byte[] bytes = Read(file, dynamic.Offset, dynamic.Size);
        List<(long Tag, long Value)> entries =
        [
            .. Enumerable.Range(0, bytes.Length / EntryBytes)
                .Select(i => (Number(bytes, i * EntryBytes), Number(bytes, (i * EntryBytes) + 8))),
        ];
        long address = entries.Find(entry => entry.Tag == StringTableTag).Value;
        Part strings = parts.Find(part => part.Type == LoadedSegment && part.Holds(address))
            ?? throw new BadImageFormatException("It has no table of names.");
        long start = strings.Offset + address - strings.Address;
        return [.. entries.Where(entry => entry.Tag == NeededTag).Select(entry => TextAt(file, start + entry.Value))];
    }

    private static Part PartAt(byte[] table, int at) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(table.AsSpan(at)),
        Number(table, at + 8),
        Number(table, at + 16),
        Number(table, at + 32));

    private static long Number(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));

    private static string TextAt(Stream file, long offset)
    {
        List<byte> text = [];
        file.Position = offset >= 0 ? offset : throw new BadImageFormatException("A name lies outside of it.");
        for (int next = file.ReadByte(); next != 0; next = file.ReadByte())
        {
            text.Add(next > 0 ? (byte)next : throw new BadImageFormatException("It ends within a name."));
        }

        return Encoding.UTF8.GetString([.. text]);
    }

    private static byte[] Read(Stream file, long offset, long size)
    {
        if (offset < 0 || size < 0 || offset > file.Length - size)
        {
            throw new BadImageFormatException("It is shorter than it says.");
        }

        byte[] bytes = new byte[size];
        file.Position = offset;
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A part of the file that is mapped into memory.</summary>
    /// <param name="Type">What it holds.</param>
    /// <param name="Offset">Where it begins in the file.</param>
    /// <param name="Address">Where it begins in memory.</param>
    /// <param name="Size">Bytes in the file.</param>
    private sealed record Part(uint Type, long Offset, long Address, long Size)
    {
        public bool Holds(long address) => address >= Address && address - Address < Size;
    }
}
