using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.Surgery;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Opens sessions of whole models.</summary>
internal static class WholeSession
{
    /// <summary>Opens a model from its file as any client does; where the CPU cannot run it as it stands, the same with
    /// norms of queries and keys before the attention operators instead of inside.</summary>
    /// <param name="model">The opened model.</param>
    /// <param name="sessions">Provider and threads.</param>
    /// <param name="isEdited">Whether the model is not what its file holds.</param>
    public static InferenceSession Open(Model model, SessionFactory sessions, bool isEdited = false)
    {
        bool isSplit = sessions.IsCpu && HeadNorms.Split(model.Graph);
        return isEdited || isSplit
            ? sessions.Open(ModelWriter.ToBytesWithoutWeights(model), model, prepack: true)
            : sessions.Open(model);
    }
}
