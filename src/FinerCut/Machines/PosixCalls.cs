using System.Runtime.InteropServices;

namespace FinerCut.Machines;

/// <summary>Functions of the C library that .NET has no counterpart for. Windows has none of them.</summary>
internal static class PosixCalls
{
    private const int Overwrite = 1;
    private const int ReadOnly = 0;

    private delegate int SetVariable(
        [MarshalAs(
            UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);

    private delegate int OpenPath([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    private delegate int UseDescriptor(int descriptor);

    /// <summary>Waits until a file's content, or a folder's list of names, is on the disk. Where a file system cannot
    /// tell, nothing is said.</summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="EntryPointNotFoundException">There is no such function, as on Windows.</exception>
    public static void Flush(string path)
    {
        int descriptor = Function<OpenPath>("open")(path, ReadOnly);
        if (descriptor >= 0)
        {
            _ = Function<UseDescriptor>("fsync")(descriptor);
            _ = Function<UseDescriptor>("close")(descriptor);
        }
    }

    /// <summary>Sets an environment variable where native libraries of this process read it. .NET keeps variables of
    /// its own, which only the processes that it starts get.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value, which replaces another one.</param>
    /// <exception cref="EntryPointNotFoundException">There is no such function, as on Windows.</exception>
    public static void SetEnvironmentVariable(string name, string value) =>
        _ = Function<SetVariable>("setenv")(name, value, Overwrite);

    /// <summary>What the program itself is linked with includes the C library, whatever that is called.</summary>
    private static T Function<T>(string name)
        where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), name));
}
