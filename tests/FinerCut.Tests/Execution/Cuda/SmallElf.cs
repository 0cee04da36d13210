using System.Buffers.Binary;
using System.Text;

namespace FinerCut.Tests.Execution.Cuda;

/// <summary>The smallest library for Linux that needs others: headers, names and the list of them, no code.</summary>
internal static class SmallElf
{
    private const int HeaderBytes = 64;
    private const int SegmentBytes = 56;
    private const int EntryBytes = 16;
    private const long Address = 0x10000;

    public static byte[] Needing(params string[] names)
    {
        int list = HeaderBytes + (2 * SegmentBytes);
        int strings = list + ((names.Length + 2) * EntryBytes);
        byte[] text = Encoding.UTF8.GetBytes('\0' + string.Concat(names.Select(name => name + '\0')));
        byte[] file = new byte[strings + text.Length];
        ((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(file);
        Write(file, 32, HeaderBytes);
        file[54] = SegmentBytes;
        file[56] = 2;
        WriteSegment(file, HeaderBytes, 1, 0, file.Length);
        WriteSegment(file, HeaderBytes + SegmentBytes, 2, list, (names.Length + 2) * EntryBytes);
        int name = 1;
        for (int i = 0; i < names.Length; i++)
        {
            Write(file, list + (i * EntryBytes), 1);
            Write(file, list + (i * EntryBytes) + 8, name);
            name += Encoding.UTF8.GetByteCount(names[i]) + 1;
        }

        Write(file, list + (names.Length * EntryBytes), 5);
        Write(file, list + (names.Length * EntryBytes) + 8, Address + strings);
        text.CopyTo(file, strings);
        return file;
    }

    private static void WriteSegment(byte[] file, int at, byte type, long offset, long size)
    {
        file[at] = type;
        Write(file, at + 8, offset);
        Write(file, at + 16, Address + offset);
        Write(file, at + 32, size);
    }

    private static void Write(byte[] file, int at, long number) =>
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), number);
}
