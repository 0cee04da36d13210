using System.Globalization;
using FinerCut.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Cuda;

/// <summary>The texts of what keeps a machine from running on CUDA.</summary>
internal static class CudaErrors
{
    // Errors of a user who wanted CUDA: the build, what ONNX Runtime says, libraries, the driver.
    private const string BuildCode = "FC5013";
    private const string LibrariesCode = "FC5041";
    private const string DriverCode = "FC5042";

    private const int NoDeviceStatus = 100;

    /// <summary>The build has no CUDA provider.</summary>
    public static CudaObstacle NotPackaged { get; } = new(
        BuildCode,
        "this build has the CPU package of ONNX Runtime; the CUDA provider is in Microsoft.ML.OnnxRuntime.Gpu.",
        "Install a build with that package");

    public static DiagnosticException Unusable(CudaObstacle obstacle) => new(
        obstacle.Code, $"CUDA cannot be used: {obstacle.Reason} {obstacle.Remedy}, or run with --provider cpu.");

    public static DiagnosticException Refused(OnnxRuntimeException cause) => new(
        BuildCode,
        $"CUDA cannot be used: {RuntimeErrors.Sentence(cause)} Install what is missing, or run with --provider cpu.",
        cause);

    public static CudaObstacle NoProvider(string file) => new(
        LibrariesCode, $"the provider {file} is not beside ONNX Runtime.", "Install a build that has it");

    public static CudaObstacle Damaged(string file, Exception cause) => new(
        LibrariesCode, $"{file} or the driver is damaged: {cause.Message}", "Install them again");

    /// <param name="libraries">Names of libraries that do not load, the driver's aside.</param>
    /// <param name="hasDriver">Whether the driver's library loads.</param>
    /// <param name="version">The CUDA that is needed; 0 where that is not known.</param>
    public static CudaObstacle Missing(IReadOnlyList<string> libraries, bool hasDriver, int version)
    {
        string toolkit = version > 0 ? string.Create(CultureInfo.InvariantCulture, $"CUDA {version}") : "CUDA";
        string[] drivers = hasDriver ? [] : [$"{CudaDriver.LibraryName} (the NVIDIA driver)"];
        string[] names = [.. drivers, .. libraries];
        string[] remedies =
        [
            .. hasDriver ? (string[])[] : ["the NVIDIA driver"],
            .. libraries.Count > 0 ? (string[])[toolkit] : [],
        ];
        return new CudaObstacle(
            LibrariesCode,
            (names.Length == 1 ? "a library that the provider needs does" : "libraries that the provider needs do")
                + $" not load: {string.Join(", ", names)}.",
            $"Install {string.Join(" and ", remedies)} where libraries are looked for");
    }

    public static CudaObstacle NotStarted(int status) => Unfit(
        $"the NVIDIA driver does not start: cuInit answers {status}{(status == NoDeviceStatus ? ", no device" : "")}.");

    public static CudaObstacle NoDevice() => Unfit("the NVIDIA driver has no device.");

    public static CudaObstacle OldDriver(Version driver, int version) => Unfit(
        $"the NVIDIA driver runs CUDA {driver}, and the provider needs {version}.");

    private static CudaObstacle Unfit(string reason) => new(
        DriverCode, reason, "Check what nvidia-smi says, and CUDA_VISIBLE_DEVICES");
}
