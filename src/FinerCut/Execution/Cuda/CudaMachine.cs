using System.Runtime.InteropServices;

namespace FinerCut.Execution.Cuda;

/// <summary>What the CUDA provider meets: its own file, the libraries of this machine and the driver.</summary>
internal sealed record CudaMachine
{
    /// <summary>The file name of the provider on this operating system.</summary>
    public static string ProviderName =>
        OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";

    /// <summary>The provider's file; it need not exist.</summary>
    public required string Provider { get; init; }

    /// <summary>Whether a library loads, by its file name. It stays loaded, so that the provider finds it.</summary>
    public required Func<string, bool> Loads { get; init; }

    /// <summary>Asks the driver; null where it does not load.</summary>
    public required Func<CudaDriver?> Driver { get; init; }

    /// <summary>This machine, with the provider beside the runtime that the process loads.</summary>
    public static CudaMachine This()
    {
        string folder = RuntimeFolder();
        return new CudaMachine
        {
            Provider = Path.Combine(folder, ProviderName),
            Loads = name => NativeLibrary.TryLoad(name, out _)
                || NativeLibrary.TryLoad(Path.Combine(folder, name), out _),
            Driver = CudaDriver.Find,
        };
    }

    /// <summary>The first of the host's folders for native libraries that has the runtime.</summary>
    private static string RuntimeFolder()
    {
        string runtime = OperatingSystem.IsWindows()
            ? "onnxruntime.dll"
            : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";
        string folders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, runtime))) ?? AppContext.BaseDirectory;
    }
}
