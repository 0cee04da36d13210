using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Onnx.Tests.TestModels;

public class TinyImageClassifierTests
{
    [Fact]
    public void Classifier_InOnnxRuntime_TellsImagesApart()
    {
        using TemporaryFolder folder = new();
        using InferenceSession session = new(TinyImageClassifier.Write(folder.Path));

        float[] dark = Classify(session, 0.1f);
        float[] bright = Classify(session, 0.9f);

        Assert.Equal(10, dark.Length);
        Assert.All([.. dark, .. bright], logit => Assert.True(float.IsFinite(logit)));
        Assert.NotEqual(dark, bright);
        Assert.Equal(["config.json", "model.onnx", "preprocessor_config.json"],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static float[] Classify(InferenceSession session, float brightness)
    {
        float[] pixels = new float[3 * 16 * 16];
        Array.Fill(pixels, brightness);
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(pixels, [1, 3, 16, 16]);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            session.Run(options, ["pixel_values"], [input], ["logits"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
