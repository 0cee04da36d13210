using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FinerCut.Onnx.Files;

/// <summary>What the system says of a file without opening it; links are followed.</summary>
/// <param name="Form">What it is.</param>
/// <param name="SizeInBytes">Its length.</param>
/// <param name="ModifiedNanoseconds">When its content was last written, since 1970; in steps of 100 except on
/// Linux.</param>
/// <param name="Identity">Device and number of the file, which another file of the same name has not; empty where the
/// system does not tell.</param>
public readonly record struct FileFacts(FileForm Form, long SizeInBytes, long ModifiedNanoseconds, string Identity)
{
    // Of linux/stat.h: the same on every processor.
    private const int WorkingFolder = -100;
    private const uint BasicFacts = 0x7FF;
    private const int StructureSize = 256;
    private const int ModeOffset = 28;
    private const int NumberOffset = 32;
    private const int SizeOffset = 40;
    private const int ModifiedOffset = 112;
    private const int DeviceOffset = 136;

    private const int FormMask = 0xF000;
    private const int FolderForm = 0x4000;
    private const int PipeForm = 0x1000;
    private const int SocketForm = 0xC000;
    private const int CharacterDeviceForm = 0x2000;
    private const int BlockDeviceForm = 0x6000;

    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly Lazy<Statx?> Ask = new(FindStatx);

    private delegate int Statx(
        int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] facts);

    /// <summary>Asks for them.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Null where nothing is there, or may not be asked.</returns>
    public static FileFacts? Find(string path)
    {
        if (Ask.Value is not { } statx)
        {
            FileInfo info = new(path);
            FileSystemInfo real = info.ResolveLinkTarget(returnFinalTarget: true) ?? info;
            return real is FileInfo { Exists: true } file
                ? new FileFacts(FileForm.Regular, file.Length, Nanoseconds(file.LastWriteTimeUtc), "")
                : null;
        }

        byte[] facts = new byte[StructureSize];
        return statx(WorkingFolder, path, 0, BasicFacts, facts) == 0 ? Read(facts) : null;
    }

    private static FileFacts Read(ReadOnlySpan<byte> facts)
    {
        ReadOnlySpan<byte> modified = facts[ModifiedOffset..];
        return new FileFacts(
            FormOf(BinaryPrimitives.ReadUInt16LittleEndian(facts[ModeOffset..])),
            BinaryPrimitives.ReadInt64LittleEndian(facts[SizeOffset..]),
            (BinaryPrimitives.ReadInt64LittleEndian(modified) * NanosecondsPerSecond)
                + BinaryPrimitives.ReadUInt32LittleEndian(modified[sizeof(long)..]),
            $"{BinaryPrimitives.ReadUInt64LittleEndian(facts[DeviceOffset..])}:"
                + $"{BinaryPrimitives.ReadUInt64LittleEndian(facts[NumberOffset..])}");
    }

    private static FileForm FormOf(int mode) => (mode & FormMask) switch
    {
        FolderForm => FileForm.Folder,
        PipeForm => FileForm.Pipe,
        SocketForm => FileForm.Socket,
        CharacterDeviceForm or BlockDeviceForm => FileForm.Device,
        _ => FileForm.Regular,
    };

    private static long Nanoseconds(DateTime time) =>
        (time - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>Elsewhere, and in C libraries without the function, .NET is asked, which tells less.</summary>
    private static Statx? FindStatx() => OperatingSystem.IsLinux() && BitConverter.IsLittleEndian
        && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "statx", out nint address)
            ? Marshal.GetDelegateForFunctionPointer<Statx>(address)
            : null;
}
