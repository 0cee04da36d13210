using Microsoft.ML.OnnxRuntime;

namespace FinerCut.TestModels.Forms;

/// <summary>Models that a session of ONNX Runtime saved after it had optimised them for the CPU.</summary>
internal static class SavedSession
{
    /// <exception cref="OnnxRuntimeException">The runtime does not load, or does not save, the model.</exception>
    public static void Save(string modelPath, GraphOptimizationLevel level, string target)
    {
        using SessionOptions options = new()
        {
            GraphOptimizationLevel = level,
            OptimizedModelFilePath = target,
            IntraOpNumThreads = 1,
            // It warns that the file is for machines like this one.
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Products that it makes of dequantized weights would otherwise round their other factor to 8 bits.
        options.AddSessionConfigEntry("session.qdq_matmulnbits_accuracy_level", "1");
        using InferenceSession session = new(modelPath, options);
    }
}
