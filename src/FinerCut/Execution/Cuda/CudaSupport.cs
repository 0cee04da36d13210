
namespace FinerCut.Execution.Cuda;

/// <summary>Whether this process can run on CUDA.</summary>
public static class CudaSupport
{
    private const string ProviderName = "CUDAExecutionProvider";

    private static readonly Lazy<CudaObstacle?> Found = new(Look);

    /// <summary>Whether the build has the CUDA provider, and the machine what that needs.</summary>
    /// <exception cref="TypeInitializationException">ONNX Runtime does not load.</exception>
    public static bool CanRun => Obstacle is null;

    /// <summary>Says why CUDA cannot be used although the build has it.</summary>
    /// <returns>A sentence; null where CUDA can be used, and where the build has the CPU package.</returns>
    /// <exception cref="TypeInitializationException">ONNX Runtime does not load.</exception>
    public static string? Explain() => Obstacle is { } obstacle && obstacle != CudaErrors.NotPackaged
        ? $"CUDA cannot be used: {obstacle.Reason}"
        : null;

    /// <summary>What keeps this process from running on CUDA; null for nothing. Found out once.</summary>
    internal static CudaObstacle? Obstacle => Found.Value;

    private static CudaObstacle? Look() => RuntimeEnvironment.Instance.GetAvailableProviders().Contains(ProviderName)
        ? CudaObstacle.Find(CudaMachine.This())
        : CudaErrors.NotPackaged;
}
