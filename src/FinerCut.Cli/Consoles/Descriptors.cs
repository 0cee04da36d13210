using System.Runtime.InteropServices;

namespace FinerCut.Cli.Consoles;

/// <summary>The descriptors that a process on Unix begins with: 0 to read from, 1 and 2 to write to.</summary>
internal static class Descriptors
{
    private const int GetFlags = 1;
    private const int ClosedOnExecution = 1;
    private const short CanRead = 1;
    private const int Interrupted = 4;

    private static readonly Lazy<Control> Fcntl = new(() => Function<Control>("fcntl"));
    private static readonly Lazy<Wait> Poll = new(() => Function<Wait>("poll"));
    private static readonly Lazy<Transfer> ReadCall = new(() => Function<Transfer>("read"));
    private static readonly Lazy<Transfer> WriteCall = new(() => Function<Transfer>("write"));

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Control(int descriptor, int command);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int AskLimit(int resource, ref Limit limit);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl, SetLastError = true)]
    private delegate int Wait(ref Polled polled, nuint count, int milliseconds);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl, SetLastError = true)]
    private delegate nint Transfer(int descriptor, ref byte bytes, nint length);

    /// <summary>How many files this process may have open at a time; null where the system does not tell.</summary>
    public static long? FindLargestNumber()
    {
        Limit limit = default;
        return Function<AskLimit>("getrlimit")(OperatingSystem.IsMacOS() ? 8 : 7, ref limit) == 0 ? limit.Now : null;
    }

    /// <summary>The error of a pipe that nobody reads any longer.</summary>
    public static int BrokenPipe => 32;

    /// <summary>Whether whoever started this process has left a descriptor open. .NET takes the numbers of closed ones
    /// for its own pipes, which a new program would not get.</summary>
    /// <param name="descriptor">0, 1 or 2.</param>
    public static bool IsInherited(int descriptor) =>
        Fcntl.Value(descriptor, GetFlags) is var flags && flags >= 0 && (flags & ClosedOnExecution) == 0;

    /// <summary>Waits until there is something to read.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="milliseconds">How long to wait.</param>
    /// <returns>Whether a read will not wait; also where it will fail.</returns>
    public static bool Awaits(int descriptor, int milliseconds)
    {
        Polled polled = new() { Descriptor = descriptor, Events = CanRead };
        int ready = Poll.Value(ref polled, 1, milliseconds);
        return ready > 0 || (ready < 0 && Marshal.GetLastPInvokeError() != Interrupted);
    }

    /// <summary>Reads once.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="bytes">Where to; not empty.</param>
    /// <returns>The number of bytes; 0 at the end.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static int Read(int descriptor, Span<byte> bytes) => Repeat(ReadCall.Value, descriptor, bytes);

    /// <summary>Writes once.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="bytes">What to; not empty.</param>
    /// <returns>The number of bytes that were written, at least 1.</returns>
    /// <exception cref="IOException">It cannot be written; <see cref="Exception.HResult"/> is the system's
    /// number.</exception>
    public static int Write(int descriptor, ReadOnlySpan<byte> bytes) => Repeat(WriteCall.Value, descriptor, bytes);

    private static int Repeat(Transfer transfer, int descriptor, ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            nint moved = transfer(descriptor, ref MemoryMarshal.GetReference(bytes), bytes.Length);
            int error = Marshal.GetLastPInvokeError();
            if (moved >= 0)
            {
                return (int)moved;
            }

            if (IsForLater(error))
            {
                Thread.Sleep(1);
            }
            else if (error != Interrupted)
            {
                throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
            }
        }
    }

    /// <summary>Another process has told the terminal or pipe that they share not to wait.</summary>
    private static bool IsForLater(int error) => error == (OperatingSystem.IsMacOS() ? 35 : 11);

    private static T Function<T>(string name)
        where T : Delegate =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), name));

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public long Now;
        public long Most;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int Descriptor;
        public short Events;
        public short Answers;
    }
}
