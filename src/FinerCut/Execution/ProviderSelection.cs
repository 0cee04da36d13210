using FinerCut.Pruning;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Finds out which execution provider can be used.</summary>
internal static class ProviderSelection
{
    private const string CudaName = "CUDAExecutionProvider";

    public static ExecutionProvider Choose(ProviderChoice choice, Action<string> warn)
    {
        if (choice == ProviderChoice.Cpu)
        {
            return ExecutionProvider.Cpu;
        }

        bool isPackaged = OrtEnv.Instance().GetAvailableProviders().Contains(CudaName);
        if (!isPackaged)
        {
            return choice == ProviderChoice.Auto
                ? ExecutionProvider.Cpu
                : throw RuntimeErrors.NoCuda("this build has the CPU package of ONNX Runtime, without the CUDA provider (Microsoft.ML.OnnxRuntime.Gpu has it).");
        }

        try
        {
            using SessionOptions options = new();
            options.AppendExecutionProvider_CUDA(0);
            return ExecutionProvider.Cuda;
        }
        catch (OnnxRuntimeException exception) when (choice == ProviderChoice.Auto)
        {
            warn($"CUDA cannot be used ({RuntimeErrors.Sentence(exception)}), so the CPU is.");
            return ExecutionProvider.Cpu;
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.NoCuda(RuntimeErrors.Sentence(exception), exception);
        }
    }
}
