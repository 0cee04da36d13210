using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace FinerCut.Execution.Cuda;

/// <summary>Reads which libraries a library for Windows needs: the import table of a PE file. Those that load
/// only when they are called are left out.</summary>
internal static class PortableDependencies
{
    private const int BytesBeforeName = 12;
    private const int BytesAfterName = 4;

    /// <summary>Reads the names.</summary>
    /// <param name="file">The file.</param>
    /// <returns>File names in the order of the file.</returns>
    /// <exception cref="BadImageFormatException">The file is no such library, or a damaged one.</exception>
    public static IReadOnlyList<string> ReadLibraries(Stream file)
    {
        using PEReader reader = new(file, PEStreamOptions.LeaveOpen);
        int table = reader.PEHeaders.PEHeader?.ImportTableDirectory.RelativeVirtualAddress ?? 0;
        if (table == 0)
        {
            throw new BadImageFormatException("It is not linked to others.");
        }

        List<string> names = [];
        BlobReader entries = reader.GetSectionData(table).GetReader();
        for (int name = NextName(ref entries); name != 0; name = NextName(ref entries))
        {
            names.Add(TextAt(reader, name));
        }

        return names;
    }

    /// <summary>The address of a name; 0 after the last one.</summary>
    private static int NextName(ref BlobReader entries)
    {
        entries.Offset += BytesBeforeName;
        int name = entries.ReadInt32();
        entries.Offset += BytesAfterName;
        return name;
    }

    private static string TextAt(PEReader reader, int address)
    {
        BlobReader bytes = reader.GetSectionData(address).GetReader();
        int length = bytes.IndexOf(0);
        return length >= 0
            ? Encoding.UTF8.GetString(bytes.ReadBytes(length))
            : throw new BadImageFormatException("It ends within a name.");
    }
}
