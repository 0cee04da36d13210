using FinerCut.Execution;
using FinerCut.Execution.Cuda;
using FinerCut.Onnx;
using FinerCut.TestModels.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Tests.Execution.Cuda;

public sealed class CudaObstacleTests : IDisposable
{
    private static readonly string[] Toolkit = ["libcublasLt.so.13", "libcublas.so.13", "libcudart.so.13"];

    private static readonly string[] Needed =
        [.. Toolkit, CudaDriver.LibraryName, "libonnxruntime_providers_shared.so", "libc.so.6"];

    private static readonly CudaDriver Good = new(0, new Version(13, 2), 1);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Find_AllThere_FindsNone() => Assert.Null(CudaObstacle.Find(Machine(Good)));

    [Fact]
    public void Find_NothingThere_NamesDriverAndLibraries()
    {
        CudaObstacle? found = CudaObstacle.Find(Machine(null, Toolkit));
        Assert.Equal(
            new CudaObstacle(
                "FC5041",
                $"libraries that the provider needs do not load: {CudaDriver.LibraryName} (the NVIDIA driver), "
                    + "libcublasLt.so.13, libcublas.so.13, libcudart.so.13.",
                "Install the NVIDIA driver and CUDA 13 where libraries are looked for"),
            found);
    }

    [Fact]
    public void Find_OneLibraryMissing_NamesThisOne()
    {
        CudaObstacle? found = CudaObstacle.Find(Machine(Good, "libcudart.so.13"));
        Assert.Equal("a library that the provider needs does not load: libcudart.so.13.", found?.Reason);
        Assert.Equal("Install CUDA 13 where libraries are looked for", found?.Remedy);
    }

    [Fact]
    public void Find_DriverMissing_NamesTheDriver()
    {
        CudaObstacle? found = CudaObstacle.Find(Machine(null));
        Assert.Equal(
            $"a library that the provider needs does not load: {CudaDriver.LibraryName} (the NVIDIA driver).",
            found?.Reason);
        Assert.Equal("Install the NVIDIA driver where libraries are looked for", found?.Remedy);
    }

    [Theory]
    [InlineData(100, "0.0", 0, "the NVIDIA driver does not start: cuInit answers 100, no device.")]
    [InlineData(34, "0.0", 0, "the NVIDIA driver does not start: cuInit answers 34.")]
    [InlineData(0, "13.0", 0, "the NVIDIA driver has no device.")]
    [InlineData(0, "12.4", 1, "the NVIDIA driver runs CUDA 12.4, and the provider needs 13.")]
    public void Find_UnfitDriver_SaysWhy(int status, string version, int devices, string reason)
    {
        CudaObstacle? found = CudaObstacle.Find(Machine(new CudaDriver(status, Version.Parse(version), devices)));
        Assert.Equal(("FC5042", reason), (found?.Code, found?.Reason));
    }

    [Fact]
    public void Find_NoProvider_SaysSo()
    {
        CudaObstacle? found = CudaObstacle.Find(Machine(Good) with { Provider = _folder.Combine("nothing.so") });
        Assert.Equal(("FC5041", "the provider nothing.so is not beside ONNX Runtime."), (found?.Code, found?.Reason));
    }

    [Fact]
    public void Find_DamagedProvider_SaysSo()
    {
        CudaMachine machine = Machine(Good);
        File.WriteAllText(machine.Provider, "no library");
        CudaObstacle? found = CudaObstacle.Find(machine);
        Assert.StartsWith("provider.so or the driver is damaged: ", found?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_Obstacle_StopsCudaAndLeavesAutoSilent()
    {
        CudaObstacle obstacle = new("FC5041", "libcuda.so.1 is missing.", "Install the driver");
        List<string> warnings = [];
        ExecutionProvider provider = ProviderSelection.Choose(
            ProviderChoice.Auto, obstacle, warnings.Add, NullLogger.Instance);
        Assert.Equal(ExecutionProvider.Cpu, provider);
        Assert.Empty(warnings);

        DiagnosticException error = Assert.Throws<DiagnosticException>(
            () => ProviderSelection.Choose(ProviderChoice.Cuda, obstacle, warnings.Add, NullLogger.Instance));
        Assert.Equal("FC5041", error.Code);
        Assert.Equal(
            "CUDA cannot be used: libcuda.so.1 is missing. Install the driver, or run with --provider cpu.",
            error.Message);
    }

    public void Dispose() => _folder.Dispose();

    private CudaMachine Machine(CudaDriver? driver, params string[] missing)
    {
        string provider = _folder.Combine("provider.so");
        File.WriteAllBytes(provider, SmallElf.Needing(Needed));
        return new CudaMachine
        {
            Provider = provider,
            Loads = name =>
            {
                Assert.Contains(name, (string[])[.. Toolkit, "libc.so.6"]);
                return !missing.Contains(name);
            },
            Driver = () => driver,
        };
    }
}
