using System.Runtime.InteropServices;
using FinerCut.Execution.Cuda;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>ONNX Runtime's native library, asked without the environment that sessions need: making that takes as long
/// as starting .NET.</summary>
public static class RuntimeLibrary
{
    private const string Name = "onnxruntime";

    private delegate nint Call();

    /// <summary>Names the version and the providers that this tool can use, and says why CUDA cannot be used although
    /// the build has it.</summary>
    /// <returns>One line, or two, without an end of line.</returns>
    /// <exception cref="DllNotFoundException">The library does not load.</exception>
    /// <exception cref="EntryPointNotFoundException">The library is another one of that name.</exception>
    public static string Describe()
    {
        string version = ReadVersion();
        CudaMachine machine = CudaMachine.This();
        if (!File.Exists(machine.Provider))
        {
            return $"ONNX Runtime {version} (CPUExecutionProvider)";
        }

        string line = $"ONNX Runtime {version} (CUDAExecutionProvider, CPUExecutionProvider)";
        return CudaObstacle.Find(machine) is { } obstacle ? $"{line}\nCUDA cannot be used: {obstacle.Reason}" : line;
    }

    /// <summary>Asks <c>OrtApiBase</c> of <c>onnxruntime_c_api.h</c>, which has two functions: <c>GetApi</c> and
    /// <c>GetVersionString</c>.</summary>
    private static string ReadVersion()
    {
        nint library = NativeLibrary.Load(Name, typeof(OrtEnv).Assembly, null);
        nint apiBase = Function(NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        nint version = Function(Marshal.ReadIntPtr(apiBase, nint.Size))();
        return Marshal.PtrToStringUTF8(version)!;
    }

    private static Call Function(nint address) => Marshal.GetDelegateForFunctionPointer<Call>(address);
}
