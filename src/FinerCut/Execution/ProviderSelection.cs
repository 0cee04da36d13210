using FinerCut.Execution.Cuda;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Finds out which execution provider can be used.</summary>
internal static class ProviderSelection
{
    /// <summary>Chooses for this machine. The runtime tries CUDA only where all is there that it needs, since it prints
    /// errors of its own.</summary>
    /// <param name="choice">What was asked for.</param>
    /// <param name="warn">Told where CUDA should load and does not.</param>
    /// <param name="log">Told why the CPU was chosen.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC5013, FC5041 or FC5042: CUDA was asked for and cannot be
    /// used.</exception>
    public static ExecutionProvider Choose(ProviderChoice choice, Action<string> warn, ILogger log) =>
        choice == ProviderChoice.Cpu ? ExecutionProvider.Cpu : Choose(choice, CudaSupport.Obstacle, warn, log);

    /// <summary>Chooses for a machine that has an obstacle, or none (null); see above.</summary>
    internal static ExecutionProvider Choose(
        ProviderChoice choice, CudaObstacle? obstacle, Action<string> warn, ILogger log)
    {
        bool mayFallBack = choice == ProviderChoice.Auto;
        if (obstacle is not null)
        {
            log.LogDebug("CUDA cannot be used: {Reason:l}", obstacle.Reason);
            return mayFallBack ? ExecutionProvider.Cpu : throw CudaErrors.Unusable(obstacle);
        }

        try
        {
            Load();
            return ExecutionProvider.Cuda;
        }
        catch (OnnxRuntimeException exception) when (mayFallBack)
        {
            warn($"CUDA cannot be used ({RuntimeErrors.Sentence(exception)}), so the CPU is.");
            return ExecutionProvider.Cpu;
        }
        catch (OnnxRuntimeException exception)
        {
            throw CudaErrors.Refused(exception);
        }
    }

    private static void Load()
    {
        _ = RuntimeEnvironment.Instance;
        using SessionOptions options = new();
        options.AppendExecutionProvider_CUDA(0);
    }
}
