using FinerCut.Onnx;

namespace FinerCut.Folders;

/// <summary>Turns the framework's errors of disks into numbered ones, once, at the boundary of what was being
/// done.</summary>
internal static class DiskErrors
{
    private const int OutOfSpaceOnUnix = 28;
    private const int OverQuotaOnLinux = 122;
    private const int OverQuotaOnMacOS = 69;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullOnWindows = unchecked((int)0x80070027);

    /// <summary>Does something that writes.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="what">What it is, as the subject of a sentence: <c>Writing the plan</c>.</param>
    /// <param name="folder">The folder that it writes to.</param>
    /// <param name="bytesNeeded">How much it writes in all, if known; for the sentence about a full disk.</param>
    /// <exception cref="DiagnosticException">The disk is full, or something cannot be written or read.</exception>
    public static void Wrap(Action action, string what, string folder, long? bytesNeeded = null) =>
        Wrap(
            () =>
            {
                action();
                return true;
            },
            what,
            folder,
            bytesNeeded);

    /// <summary>Does something that writes, and returns what that returns.</summary>
    /// <inheritdoc cref="Wrap(Action, string, string, long?)"/>
    public static T Wrap<T>(Func<T> action, string what, string folder, long? bytesNeeded = null)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(exception, what, folder, bytesNeeded);
        }
    }

    /// <summary>The error for something that failed; parameters as above.</summary>
    public static DiagnosticException Explain(
        Exception exception, string what, string folder, long? bytesNeeded = null) =>
        exception is IOException disk && IsDiskFull(disk)
            ? FolderErrors.DiskFull(folder, bytesNeeded, DiskSpace.FindFreeBytes(folder), exception)
            : FolderErrors.Failed(what, folder, exception);

    internal static bool IsDiskFull(IOException exception) => exception.HResult switch
    {
        DiskFullOnWindows or HandleDiskFullOnWindows => true,
        OutOfSpaceOnUnix => !OperatingSystem.IsWindows(),
        OverQuotaOnLinux => OperatingSystem.IsLinux(),
        OverQuotaOnMacOS => OperatingSystem.IsMacOS(),
        _ => false,
    };
}
