using FinerCut.TestModels;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;

namespace FinerCut.Onnx.Tests.TestModels;

public sealed class TinyDecoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static MatrixTheoryData<TinyDecoderForm, WeightStorage, bool> Forms { get; } =
        new(Enum.GetValues<TinyDecoderForm>(), Enum.GetValues<WeightStorage>(), [true, false]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Decoder_InOnnxRuntime_AgreesWithTheReference(
        TinyDecoderForm form, WeightStorage storage, bool isOptimised)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Path, new() { Form = form, Storage = storage });
        int[][] ids = decoder.SampleIds(batch: 2, tokens: 9);
        LogitsArray expected = decoder.Expect(ids);

        using OnnxRunner runner = OnnxRunner.Open(decoder.Folder, new() { IsOptimised = isOptimised });

        Assert.InRange(expected.LargestDifference(runner.Prefill(ids)), 0, 2e-5);
        Assert.InRange(expected.LargestDifference(runner.PrefillThenStep(ids)), 0, 2e-5);
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void LastProjection_Zeroed_IsTheReferencesRemoval(TinyDecoderForm form)
    {
        TinyDecoderOptions options = new() { Form = form };
        TinyDecoderWeights weights = TinyDecoderWeights.Random(options);
        TinyLayerWeights zeroed =
            weights.Layers[1] with { AttentionOutput = new float[options.Heads * options.HeadSize * options.Hidden] };
        TinyLayerWeights silenced = weights.Layers[2] with { Down = new float[options.FfnSize * options.Hidden] };
        TinyDecoder dense = TinyDecoder.Write(_folder.Combine("dense"), options, weights);
        TinyDecoder edited = TinyDecoder.Write(
            _folder.Combine("edited"), options, weights with { Layers = [weights.Layers[0], zeroed, silenced] });
        int[][] ids = dense.SampleIds(batch: 1, tokens: 11);

        using OnnxRunner runner = OnnxRunner.Open(edited.ModelPath);

        Assert.InRange(dense.Expect(ids, "1.attn", "2.ffn").LargestDifference(runner.Prefill(ids)), 0, 2e-5);
    }

    [Fact]
    public void Removal_OfAnySublayer_MovesTheLogitsFarBeyondRounding()
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Path);
        int[][] ids = decoder.SampleIds(batch: 1, tokens: 8);
        LogitsArray dense = decoder.Expect(ids);

        Assert.Equal(["0.attn", "0.ffn", "1.attn", "1.ffn", "2.attn", "2.ffn"], decoder.Sublayers);
        Assert.All(
            decoder.Sublayers,
            sublayer => Assert.InRange(dense.LargestDifference(decoder.Expect(ids, sublayer)), 0.3, 100));
    }

    [Fact]
    public void UnknownSublayer_Removed_IsRefused()
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Path);

        ArgumentException error = Assert.Throws<ArgumentException>(() => decoder.Expect([[5, 6]], "3.attn"));

        Assert.Contains("3.attn", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(4, 1)]
    public void KeyValueHeads_OfAnyNumber_AgreeWithTheReference(int heads, int kvHeads)
    {
        TinyDecoderOptions options = new() { Layers = 1, Heads = heads, KvHeads = kvHeads };
        foreach (TinyDecoderForm form in Enum.GetValues<TinyDecoderForm>())
        {
            TinyDecoder decoder = TinyDecoder.Write(_folder.Combine($"{form}"), options with { Form = form });
            int[][] ids = decoder.SampleIds(batch: 1, tokens: 6);

            using OnnxRunner runner = OnnxRunner.Open(decoder.Folder);

            Assert.InRange(decoder.Expect(ids).LargestDifference(runner.PrefillThenStep(ids)), 0, 2e-5);
        }
    }

    [Fact]
    public void Seed_Equal_GivesEqualFiles()
    {
        byte[] first = File.ReadAllBytes(TinyDecoder.Write(_folder.Combine("a")).ModelPath);
        byte[] second = File.ReadAllBytes(TinyDecoder.Write(_folder.Combine("b")).ModelPath);
        byte[] other = File.ReadAllBytes(TinyDecoder.Write(_folder.Combine("c"), new() { Seed = 2 }).ModelPath);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
    }
}
