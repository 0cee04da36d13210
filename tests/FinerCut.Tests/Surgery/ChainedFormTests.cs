using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Forms;

namespace FinerCut.Tests.Surgery;

/// <summary>Models that went through several tools: pruned, then saved or slimmed, then pruned again.</summary>
public sealed class ChainedFormTests : IDisposable
{
    private const double Tolerance = 3e-5;

    private readonly TemporaryFolder _folder = new();

    public static MatrixTheoryData<TinyDecoderForm, ModelForm> Forms { get; } = new(
        Enum.GetValues<TinyDecoderForm>(), [
            ModelForm.SavedBasic,
            ModelForm.SavedAll,
            ModelForm.Slimmed,
            ModelForm.NamesStripped,
            ModelForm.ExternalConstantNodes
        ]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void PrunedModel_InAnotherForm_IsPrunedOnUnderItsOldNames(TinyDecoderForm form, ModelForm other)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = form });
        string once = PrunedCopies.Write(decoder.ModelPath, ["0.ffn", "1.attn"], _folder.Combine("once"));

        string twice = PrunedCopies.Write(
            ModelForms.Write(once, other, _folder.Combine("other")), ["1.ffn"], _folder.Combine("twice"));

        Near(decoder, twice, ["0.ffn", "1.attn", "1.ffn"]);
        using Model model = Model.Open(twice);
        Assert.Equal(
            ["0.attn", "2.attn", "2.ffn"], DecoderMap.Find(model).Sublayers.Select(sublayer => sublayer.ToString()));
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void EqualWeights_Merged_StayAsLongAsSomeoneReadsThem(TinyDecoderForm form)
    {
        TinyDecoderOptions options = new() { Form = form };
        TinyDecoderWeights weights = TinyDecoderWeights.Random(options);
        float[] norm = weights.FinalNorm;
        TinyLayerWeights layer = weights.Layers[0] with { InputNorm = norm, PostAttentionNorm = norm };
        weights = weights with
        {
            Layers = [layer, weights.Layers[1] with { InputNorm = norm, PostAttentionNorm = norm }, layer]
        };
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), options, weights);
        string slim = ModelForms.Write(decoder.ModelPath, ModelForm.Slimmed, _folder.Combine("slim"));

        Assert.All((string[])["", "0.attn", "0.ffn", "1.attn", "2.attn 2.ffn", "0.attn 0.ffn 2.attn 2.ffn"], removed =>
        {
            string[] names = removed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Near(decoder, PrunedCopies.Write(slim, names, _folder.Combine($"without {removed}")), names);
        });
        using Model model = Model.Open(slim);
        Assert.Equal(0, DecoderMap.Find(model).Sublayers[0].Parameters);
        Assert.NotEqual(0, DecoderMap.Find(model).Sublayers[2].Parameters);
    }

    private static void Near(TinyDecoder decoder, string path, string[] removed)
    {
        int[][] ids = decoder.SampleIds(batch: 2, tokens: 7);
        using OnnxRunner runner = OnnxRunner.Open(path);
        LogitsArray expected = decoder.Expect(ids, removed);
        Assert.InRange(expected.LargestDifference(runner.Prefill(ids)), 0, Tolerance);
        Assert.InRange(expected.LargestDifference(runner.PrefillThenStep(ids)), 0, Tolerance);
    }
}
