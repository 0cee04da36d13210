using FinerCut.Onnx.Files;

namespace FinerCut.Folders;

/// <summary>How much room a volume has.</summary>
internal static class DiskSpace
{
    /// <summary>Bytes that this user may still write to a folder's volume.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <returns>Null where the system does not tell, as for network shares on Windows.</returns>
    public static long? FindFreeBytes(string folder)
    {
        try
        {
            DriveInfo drive = new(folder);
            return drive.TotalSize > 0 ? drive.AvailableFreeSpace : null;
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a full path is where a volume is mounted.</summary>
    public static bool IsVolume(string folder) => Path.GetDirectoryName(folder) is null
        || DriveInfo.GetDrives().Any(drive => RealPath.AreSame(Path.TrimEndingDirectorySeparator(drive.Name), folder));
}
