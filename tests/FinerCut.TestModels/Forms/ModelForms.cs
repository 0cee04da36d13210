using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Protos;
using Microsoft.ML.OnnxRuntime;
using static FinerCut.TestModels.Protos.TensorProto.Types;

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
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(modelPath)!, "*config.json")
            .Where(file => Path.GetDirectoryName(file) != folder))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        string target = Path.Combine(folder, Path.GetFileName(modelPath));
        switch (form)
        {
            case ModelForm.SavedBasic or ModelForm.SavedExtended or ModelForm.SavedAll:
                return Save(modelPath, LevelOf(form), target);
            case ModelForm.SavedSlimmedStripped:
                return Write(
                    Write(Write(modelPath, ModelForm.SavedAll, folder), ModelForm.Slimmed, folder),
                    ModelForm.NamesStripped,
                    folder);
            case ModelForm.SavedDequantizedWeights:
                return Save(
                    Write(modelPath, ModelForm.DequantizedWeights, Path.Combine(folder, "dequantized")),
                    GraphOptimizationLevel.ORT_ENABLE_ALL,
                    target);
        }

        ModelProto model = WholeModel.Read(modelPath);
        Transform(model, form, ModelSizes.Of(modelPath));
        return form == ModelForm.ExternalConstantNodes ? WriteExternal(model, target) : WholeModel.Write(model, target);
    }

    private static string Save(string modelPath, GraphOptimizationLevel level, string target)
    {
        // The saved file goes on to refer to the data files of the model.
        foreach (string file in WholeModel.DataFilesOf(modelPath))
        {
            File.Copy(
                Path.Combine(Path.GetDirectoryName(modelPath)!, file),
                Path.Combine(Path.GetDirectoryName(target)!, file),
                overwrite: true);
        }

        SavedSession.Save(modelPath, level, target);
        return target;
    }

    /// <summary>Whether a model can be written in a form: not every one has the operator, or what the other operator
    /// cannot do.</summary>
    public static bool Fits(string modelPath, ModelForm form)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(modelPath));
        return form switch
        {
            ModelForm.HalfPrecision => GraphProtos.Of(model)
                .Count() == 1 && WholeModel.TensorsOf(model.Graph).All(tensor =>
                tensor.DataType is (int)DataType.Float or (int)DataType.Int64 or (int)DataType.Int32
                    or (int)DataType.Bool),
            ModelForm.GemmResiduals => GemmResiduals.Fits(model),
            ModelForm.SparseWeights => model.IrVersion >= 4,
            ModelForm.FusedEmbedding => FusedEmbedding.Fits(model),
            ModelForm.DequantizedWeights or ModelForm.SavedDequantizedWeights => DequantizedWeights.Fits(model),
            >= ModelForm.MultiHeadAttention => AttentionForms.Fits(model, form),
            _ => true,
        };
    }

    private static GraphOptimizationLevel LevelOf(ModelForm form) => form switch
    {
        ModelForm.SavedBasic => GraphOptimizationLevel.ORT_ENABLE_BASIC,
        ModelForm.SavedExtended => GraphOptimizationLevel.ORT_ENABLE_EXTENDED,
        _ => GraphOptimizationLevel.ORT_ENABLE_ALL,
    };

    private static string WriteExternal(ModelProto model, string target)
    {
        const string data = "constants.bin";
        using FileStream stream = File.Create(Path.Combine(Path.GetDirectoryName(target)!, data));
        // ONNX Runtime wants to read shapes and axes without the file.
        foreach (TensorProto tensor in GraphProtos.Of(model).SelectMany(WholeModel.TensorsOf)
            .Where(tensor => tensor is
            {
                HasRawData: true, Dims.Count: > 0, DataType: not ((int)DataType.Int64
                or (int)DataType.Int32 or (int)DataType.Bool)
            }))
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
            case ModelForm.HalfPrecision:
                HalfPrecision.Apply(model);
                break;
            case ModelForm.GemmResiduals:
                GemmResiduals.Apply(model);
                break;
            case ModelForm.FusedEmbedding:
                FusedEmbedding.Apply(model);
                break;
            case ModelForm.DequantizedWeights:
                DequantizedWeights.Apply(model);
                break;
            case ModelForm.Functions:
                FunctionForms.Fold(model);
                break;
            case ModelForm.SparseWeights:
                SparseForms.Apply(model);
                break;
            default:
                AttentionForms.Apply(model, form, sizes);
                break;
        }
    }
}
