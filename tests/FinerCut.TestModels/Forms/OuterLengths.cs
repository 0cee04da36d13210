using FinerCut.TestModels.Graphs;
using FinerCut.TestModels.Protos;
using static FinerCut.TestModels.Protos.TensorProto.Types;

namespace FinerCut.TestModels.Forms;

/// <summary>Lets clients say how long sequences are, instead of computing it from the mask.</summary>
public static class OuterLengths
{
    /// <summary>Writes a copy of a model whose attentions read lengths, and cache writers their places, from inputs of
    /// the model.</summary>
    /// <returns>The path of the copy.</returns>
    public static string Write(string modelPath, string folder)
    {
        Directory.CreateDirectory(folder);
        ModelProto model = WholeModel.Read(modelPath);
        GraphBuilder inputs = new("inputs");
        foreach (NodeProto node in model.Graph.Node)
        {
            if (node.OpType == "GroupQueryAttention")
            {
                node.Input[5] = Input(inputs, "seqlens_k", DataType.Int32, "batch_size");
                node.Input[6] = Input(inputs, "total_sequence_length", DataType.Int32);
            }
            else if (node.OpType == "TensorScatter")
            {
                node.Input[2] = Input(inputs, "write_indices", DataType.Int64, "batch_size");
            }
        }

        model.Graph.Input.Add(inputs.Graph.Input);
        DeadValues.Remove(model);
        return WholeModel.Write(model, Path.Combine(folder, "model.onnx"));
    }

    private static string Input(GraphBuilder inputs, string name, DataType type, params Dimension[] dimensions)
    {
        if (!inputs.Graph.Input.Any(input => input.Name == name))
        {
            inputs.Input(name, type, dimensions);
        }

        return name;
    }
}
