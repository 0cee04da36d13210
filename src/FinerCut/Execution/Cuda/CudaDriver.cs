using System.Runtime.InteropServices;

namespace FinerCut.Execution.Cuda;

/// <summary>What the NVIDIA driver says of itself.</summary>
/// <param name="Status">What it answers when it is started: 0, or an error such as 100, no device.</param>
/// <param name="Cuda">The newest CUDA that it runs, such as 13.2.</param>
/// <param name="Devices">How many devices there are.</param>
internal sealed record CudaDriver(int Status, Version Cuda, int Devices)
{
    // The driver counts 1000 for each major version and 10 for each minor one.
    private const int MajorUnit = 1000;
    private const int MinorUnit = 10;

    private delegate int Start(uint flags);

    private delegate int Ask(out int number);

    /// <summary>The name of the driver's library on this operating system.</summary>
    public static string LibraryName => OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1";

    /// <summary>Starts the driver and asks it.</summary>
    /// <returns>Null where its library does not load.</returns>
    /// <exception cref="EntryPointNotFoundException">The library is no driver.</exception>
    public static CudaDriver? Find()
    {
        if (!NativeLibrary.TryLoad(LibraryName, out nint library))
        {
            return null;
        }

        int status = Function<Start>(library, "cuInit")(0);
        int version = 0;
        int devices = 0;
        if (status == 0)
        {
            status = Math.Max(
                Function<Ask>(library, "cuDriverGetVersion")(out version),
                Function<Ask>(library, "cuDeviceGetCount")(out devices));
        }

        return new CudaDriver(status, new Version(version / MajorUnit, version % MajorUnit / MinorUnit), devices);
    }

    private static T Function<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
