using System.Globalization;
using System.Text.RegularExpressions;

namespace FinerCut.Execution.Cuda;

/// <summary>What keeps a machine from running on CUDA.</summary>
/// <param name="Code">The number of the error that it is where CUDA was asked for.</param>
/// <param name="Reason">A sentence that goes on after a colon.</param>
/// <param name="Remedy">What to do: a sentence without its end.</param>
internal sealed partial record CudaObstacle(string Code, string Reason, string Remedy)
{
    /// <summary>Looks whether all is there that the provider needs, without asking the runtime.</summary>
    /// <param name="machine">Where to look.</param>
    /// <returns>Null where nothing is missing.</returns>
    public static CudaObstacle? Find(CudaMachine machine)
    {
        string file = Path.GetFileName(machine.Provider);
        if (!File.Exists(machine.Provider))
        {
            return CudaErrors.NoProvider(file);
        }

        try
        {
            return Find(machine, NativeDependencies.ReadLibraries(machine.Provider));
        }
        catch (Exception cause) when (cause is BadImageFormatException or IOException or UnauthorizedAccessException
            or EntryPointNotFoundException)
        {
            return CudaErrors.Damaged(file, cause);
        }
    }

    private static CudaObstacle? Find(CudaMachine machine, IReadOnlyList<string> needed)
    {
        CudaDriver? driver = machine.Driver();
        List<string> missing =
            [.. needed.Where(name => IsForeign(name) && name != CudaDriver.LibraryName && !machine.Loads(name))];
        int version = needed.Select(VersionIn).DefaultIfEmpty().Max();
        return driver is null || missing.Count > 0
            ? CudaErrors.Missing(missing, driver is not null, version)
            : Judge(driver, version);
    }

    private static CudaObstacle? Judge(CudaDriver driver, int version) => driver switch
    {
        { Status: not 0 } => CudaErrors.NotStarted(driver.Status),
        { Devices: 0 } => CudaErrors.NoDevice(),
        _ when driver.Cuda.Major < version => CudaErrors.OldDriver(driver.Cuda, version),
        _ => null,
    };

    /// <summary>The runtime's own libraries are found beside it.</summary>
    private static bool IsForeign(string name) => !name.Contains("onnxruntime", StringComparison.Ordinal);

    private static int VersionIn(string name) => Cublas().Match(name) is { Success: true } match
        ? int.Parse(match.Groups["version"].Value, CultureInfo.InvariantCulture)
        : 0;

    [GeneratedRegex(@"^(lib)?cublas(64_|\.so\.)(?<version>\d{1,4})\b")]
    private static partial Regex Cublas();
}
