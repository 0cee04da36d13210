using System.Buffers.Binary;
using System.Text;
using FinerCut.Onnx.Files;
using FinerCut.Texts;

namespace FinerCut.Folders;

/// <summary>Tells files apart by their first bytes; no ONNX model begins like any of them.</summary>
internal static class FileKinds
{
    private const int BytesLookedAt = 256;
    private const int LengthPrefix = 8;
    private const int IdentifierOffset = 4;

    // The Python pickle protocols that PyTorch wrote before it took to archives.
    private const byte PickleStart = 0x80;

    /// <summary>The kind of a file.</summary>
    /// <param name="path">An existing file.</param>
    /// <returns><see cref="FileKind.Unknown"/> as well where it cannot be read: who reads it next says why.</returns>
    public static FileKind DetectKind(string path)
    {
        if (FileFacts.Find(path) is not { Form: FileForm.Regular })
        {
            return FileKind.Unknown;
        }

        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            byte[] bytes = new byte[BytesLookedAt];
            int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return DetectKind(bytes.AsSpan(0, count), file.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return FileKind.Unknown;
        }
    }

    private static FileKind DetectKind(ReadOnlySpan<byte> start, long length) =>
        start.StartsWith("GGUF"u8) ? FileKind.Gguf
        : IsSafetensors(start, length) ? FileKind.Safetensors
        : IsPyTorch(start) ? FileKind.PyTorch
        : HasIdentifier(start, "ORTM"u8) ? FileKind.OrtFormat
        : HasIdentifier(start, "TFL3"u8) ? FileKind.TensorFlowLite
        : start is [0x89, (byte)'H', (byte)'D', (byte)'F', ..] ? FileKind.Hdf5
        : IsJson(start) ? FileKind.Json
        : IsWebPage(start) ? FileKind.WebPage
        : IsArchive(start) ? FileKind.Archive
        : FileKind.Unknown;

    /// <summary>The length of a JSON header, then the header.</summary>
    private static bool IsSafetensors(ReadOnlySpan<byte> start, long length) =>
        start.Length > LengthPrefix && start[LengthPrefix] == '{'
        && BinaryPrimitives.ReadUInt64LittleEndian(start) is > 1 and var header
            && header <= (ulong)Math.Max(0, length - LengthPrefix);

    /// <summary>An archive whose first entry is the pickle, or a pickle alone.</summary>
    private static bool IsPyTorch(ReadOnlySpan<byte> start) =>
        (start.StartsWith("PK\u0003\u0004"u8) && start.IndexOf("/data.pkl"u8) > 0)
            || start is [PickleStart, 2 or 3 or 4, 0x8A or (byte)'c' or (byte)'}' or 0x95, ..];

    /// <summary>FlatBuffers name the format after the offset of their root.</summary>
    private static bool HasIdentifier(ReadOnlySpan<byte> start, ReadOnlySpan<byte> name) =>
        start.Length >= IdentifierOffset + name.Length
            && start.Slice(IdentifierOffset, name.Length).SequenceEqual(name);

    private static bool IsWebPage(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> text = start[ByteOrderMark.LengthAt(start)..].TrimStart(" \t\r\n"u8);
        return BeginsWith(text, "<!doctype html"u8) || BeginsWith(text, "<html"u8);
    }

    private static bool BeginsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag) =>
        text.Length >= tag.Length && Ascii.EqualsIgnoreCase(text[..tag.Length], tag);

    /// <summary>gzip, zip, xz, zstd, bzip2 and 7z.</summary>
    private static bool IsArchive(ReadOnlySpan<byte> start) =>
        start is [0x1F, 0x8B, ..] or [(byte)'P', (byte)'K', 3, 4, ..] or [0xFD, (byte)'7', (byte)'z', (byte)'X', ..]
            or [0x28, 0xB5, 0x2F, 0xFD, ..] or [(byte)'B', (byte)'Z', (byte)'h', ..]
            or [(byte)'7', (byte)'z', 0xBC, 0xAF, ..];

    private static bool IsJson(ReadOnlySpan<byte> start) =>
        start[ByteOrderMark.LengthAt(start)..].TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
}
