using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Forms;
using FinerCut.Verification;

namespace FinerCut.Tests.Execution;

/// <summary>Models that want to be told how long sequences are, by inputs of any name.</summary>
public sealed class LengthInputsTests : IDisposable
{
    private const float Tolerance = 3e-5f;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(ModelForm.ScatteredCaches)]
    public void Lengths_ReadFromInputs_AreGivenForPromptsAndSteps(ModelForm? form)
    {
        TinyDecoder decoder = TinyDecoder.Write(_folder.Combine("source"), new() { Form = TinyDecoderForm.GenAiLlama });
        string path = form is { } other
            ? ModelForms.Write(decoder.ModelPath, other, _folder.Combine("form"))
            : decoder.ModelPath;
        path = OuterLengths.Write(path, _folder.Combine("outer"));
        int[][] ids = decoder.SampleIds(batch: 1, tokens: 9);
        float[] expected = decoder.Expect(ids, "1.attn", "2.ffn").Values;
        HashSet<SublayerName> removed = [SublayerName.Parse("1.attn"), SublayerName.Parse("2.ffn")];
        SessionFactory sessions = new(ExecutionProvider.Cpu, 2);

        using SegmentedDecoder segments = SegmentedDecoder.Open(path, sessions);
        using WholeDecoder pruned =
            WholeDecoder.Open(PrunedCopies.Write(path, ["1.attn", "2.ffn"], _folder.Combine("pruned")), sessions);

        using PreparedSample sample = segments.Prepare(ids[0]);
        Assert.InRange(LogitComparison.LargestDifference(expected, segments.Logits(sample, removed)), 0, Tolerance);
        Assert.InRange(LogitComparison.LargestDifference(expected, pruned.Prefill(ids[0])), 0, Tolerance);
        Assert.InRange(LogitComparison.LargestDifference(
            expected.AsSpan()[^decoder.Options.Vocabulary..], pruned.CachedStep(ids[0])), 0, Tolerance);
    }
}
