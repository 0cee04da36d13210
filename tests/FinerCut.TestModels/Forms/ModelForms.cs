using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Protos;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.TestModels.Forms;

/// <summary>Writes exporters' models as other tools leave them.</summary>
public static class ModelForms
{
    /// <summary>Writes a model in another form, with the configuration beside it.</summary>
    /// <param name="modelPath">The model as exported.</param>
    /// <param name="form">The form.</param>
    /// <param name="folder">Where to write; it is created.</param>
    /// <returns>The path of the written model.</returns>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime cannot save the model.</exception>
    public static string Write(string modelPath, ModelForm form, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(modelPath)!, "*config.json"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        string target = Path.Combine(folder, Path.GetFileName(modelPath));
        if (LevelOf(form) is { } level)
        {
            // The saved file goes on to refer to the data files of the model.
            foreach (string file in WholeModel.DataFilesOf(modelPath))
            {
                File.Copy(Path.Combine(Path.GetDirectoryName(modelPath)!, file), Path.Combine(folder, file), overwrite: true);
            }

            SavedSession.Save(modelPath, level, target);
            return target;
        }

        ModelProto model = WholeModel.Read(modelPath);
        Transform(model, form, ModelSizes.Of(modelPath));
        return form == ModelForm.ExternalConstantNodes ? WriteExternal(model, target) : WholeModel.Write(model, target);
    }

    /// <summary>Whether a model can be written in a form: not every one has the operator, or what the other operator cannot do.</summary>
    public static bool Fits(string modelPath, ModelForm form)
    {
        if (form is not (ModelForm.MultiHeadAttention or ModelForm.OpsetAttention or ModelForm.ScatteredCaches))
        {
            return true;
        }

        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(modelPath));
        List<GroupedQuery> attentions = [.. model.Graph.Node.Where(node => node.OpType == "GroupQueryAttention").Select(node => new GroupedQuery(node, headSize: 1))];
        return attentions.Count > 0 && !attentions.Exists(attention => attention.HasWindowedCache
            || (form == ModelForm.MultiHeadAttention && (attention.SoftCap != 0 || attention.Window > 0)));
    }

    private static GraphOptimizationLevel? LevelOf(ModelForm form) => form switch
    {
        ModelForm.SavedBasic => GraphOptimizationLevel.ORT_ENABLE_BASIC,
        ModelForm.SavedExtended => GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
        ModelForm.SavedAll => GraphOptimizationLevel.ORT_ENABLE_ALL,
        _ => null,
    };

    private static string WriteExternal(ModelProto model, string target)
    {
        const string data = "constants.bin";
        using FileStream stream = File.Create(Path.Combine(Path.GetDirectoryName(target)!, data));
        foreach (TensorProto tensor in GraphProtos.Of(model).SelectMany(WholeModel.TensorsOf).Where(tensor => tensor.HasRawData && tensor.Dims.Count > 0))
        {
            TinyModelFiles.MoveOut(tensor, stream, (data, Alignment: 1));
        }

        return WholeModel.Write(model, target);
    }

    private static void Transform(ModelProto model, ModelForm form, ModelSizes sizes)
    {
        switch (form)
        {
            case ModelForm.NamesStripped:
                NameChanges.Strip(model);
                break;
            case ModelForm.NamesShuffled:
                NameChanges.Shuffle(model);
                break;
            case ModelForm.ConstantNodes or ModelForm.ExternalConstantNodes:
                ConstantForms.ToNodes(model);
                break;
            case ModelForm.InitializerInputs:
                ConstantForms.ToInitializers(model);
                ConstantForms.ToInputs(model);
                break;
            case ModelForm.Slimmed:
                ConstantForms.ToInitializers(model);
                ConstantFolding.Apply(model);
                NoOperations.Remove(model);
                Duplicates.Merge(model);
                DeadValues.Remove(model);
                break;
            default:
                AttentionForms.Apply(model, form, sizes);
                break;
        }
    }
}
