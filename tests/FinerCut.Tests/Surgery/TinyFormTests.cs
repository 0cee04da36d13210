using FinerCut.Decoders;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Forms;

namespace FinerCut.Tests.Surgery;

/// <summary>Caches of older and rarer attention operators, against the same decoder with the branch's last product
/// nulled.</summary>
public sealed class TinyFormTests : IDisposable
{
    private const double Tolerance = 3e-5;

    private static readonly int[][] Ids = [[5, 90, 7, 261, 8, 33], [6, 7, 140, 9, 10, 11]];

    private readonly TemporaryFolder _folder = new();

    public static MatrixTheoryData<ModelForm, string> Removals { get; } = new(
        [
            ModelForm.PackedCaches,
            ModelForm.MaskedMultiHeadAttention
        ], ["0.attn", "1.attn", "2.attn", "1.ffn", "0.attn 2.attn", "0.attn 1.attn 2.ffn", "0.attn 1.attn 2.attn"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Removals))]
    public void Sublayers_Removed_AnswerAsWithNulledProducts(ModelForm form, string removed)
    {
        string path = Write(form);
        string nulled = PlainDecoders.NullProducts(path, removed.Split(' '), _folder.Combine("nulled"));
        string pruned = PrunedCopies.Write(path, removed.Split(' '), _folder.Combine("pruned"));

        LogitsArray expected = Answer(nulled, form, Ids);
        Assert.InRange(expected.LargestDifference(Answer(path, form, Ids)), 100 * Tolerance, double.MaxValue);
        Assert.InRange(expected.LargestDifference(Answer(pruned, form, Ids)), 0, Tolerance);
    }

    [Theory]
    [InlineData(ModelForm.PackedCaches, "past_2", "present_2", 2L * 4 * 16 * 4)]
    [InlineData(ModelForm.MaskedMultiHeadAttention, "past_key_values.2.value", "present.2.value", 4L * 16 * 4)]
    public void Caches_OfOtherOperators_AreUnderstood(ModelForm form, string past, string present, long bytes)
    {
        using Model model = Model.Open(Write(form));

        DecoderMap map = DecoderMap.Find(model);

        Assert.Empty(map.NotUnderstood);
        Assert.Equal(
            ["0.attn", "0.ffn", "1.attn", "1.ffn", "2.attn", "2.ffn"],
            map.Sublayers.Select(sublayer => sublayer.ToString()));
        Cache cache = map.Sublayers[4].Caches[^1];
        Assert.Equal((past, present, bytes), (cache.Past.Name, cache.Present.Name, cache.BytesPerToken));
    }

    [Theory]
    [InlineData("0.attn")]
    [InlineData("1.ffn")]
    [InlineData("0.attn 0.ffn 2.attn")]
    public void Segments_PackedCaches_AnswerAsWithNulledProducts(string removed)
    {
        string path = Write(ModelForm.PackedCaches);
        string nulled = PlainDecoders.NullProducts(path, removed.Split(' '), _folder.Combine("nulled"));

        Assert.InRange(Answer(nulled, ModelForm.PackedCaches, Ids[..1])
            .LargestDifference(SegmentAnswer.Of(path, removed.Split(' '), Ids[0])), 0, Tolerance);
    }

    private string Write(ModelForm form) =>
        ModelForms.Write(PlainDecoders.Write(_folder.Combine("plain")), form, _folder.Combine("source"));

    private static LogitsArray Answer(string path, ModelForm form, int[][] ids)
    {
        using OnnxRunner runner = OnnxRunner.Open(path);
        return form == ModelForm.MaskedMultiHeadAttention || !runner.HasCaches
            ? runner.Steps(ids)
            : runner.PrefillThenStep(ids);
    }
}
