using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using FinerCut.TestModels;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Execution;
using FinerCut.TestModels.Files;
using FinerCut.TestModels.Forms;
using FinerCut.Verification;

namespace FinerCut.Tests.Surgery;

/// <summary>Streams that are rounded to 8 bits at every addition, with scales of their own, against the same file with
/// nulled products.</summary>
public sealed class QuantizedStreamTests : IDisposable
{
    private const double Tolerance = 3e-5;

    private static readonly int[][] Ids = [[5, 90, 7, 261, 8, 33], [6, 7, 140, 9, 10, 11]];

    private readonly TemporaryFolder _folder = new();
    private readonly TinyDecoder _decoder;

    public QuantizedStreamTests() =>
        _decoder = TinyDecoder.Write(_folder.Combine("float"), new() { Form = TinyDecoderForm.OptimumLlama });

    public static MatrixTheoryData<bool, string> Removals { get; } =
        new([false, true], ["0.attn", "0.ffn", "2.ffn", "0.attn 1.attn", "0.attn 0.ffn 1.attn 1.ffn 2.attn"]);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Removals))]
    public void Sublayers_Removed_AnswerAsWithNulledProducts(bool isSaved, string removed)
    {
        string path = Write(isSaved);
        string nulled = Write(isSaved, removed.Split(' '));

        string pruned = PrunedCopies.Write(path, removed.Split(' '), _folder.Combine("pruned"));

        LogitsArray expected = Answer(nulled);
        Assert.InRange(expected.LargestDifference(Answer(path)), 1000 * Tolerance, double.MaxValue);
        Assert.InRange(expected.LargestDifference(Answer(pruned)), 0, Tolerance);
    }

    [Fact]
    public void Additions_OfSavedFile_AreOneOperatorEach()
    {
        using Model model = Model.Open(Write(isSaved: true));

        Assert.All(
            DecoderMap.Find(model).Sublayers.SelectMany(sublayer => sublayer.BranchEnds),
            end => Assert.Equal("QLinearAdd", end.Node.OpType));
    }

    [Theory]
    [MemberData(nameof(Removals))]
    public void Segments_LeftOut_AnswerAsWithNulledProducts(bool isSaved, string removed)
    {
        string nulled = Write(isSaved, removed.Split(' '));

        LogitsArray answer = SegmentAnswer.Of(Write(isSaved), removed.Split(' '), Ids[0]);

        using OnnxRunner runner = OnnxRunner.Open(nulled, new OnnxRunnerOptions { IsOptimised = false });
        Assert.InRange(runner.Prefill(Ids[..1]).LargestDifference(answer), 0, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Removals))]
    public void Gates_Closed_AnswerAsWithNulledProducts(bool isSaved, string removed)
    {
        string nulled = Write(isSaved, removed.Split(' '));
        GatedCopy gated = GatedCopy.Write(Write(isSaved), _folder.Combine("gated"));
        gated.Close(removed.Split(' '));

        using OnnxRunner runner = gated.Open(isOptimised: false);

        Assert.InRange(Answer(nulled).LargestDifference(runner.PrefillThenStep(Ids)), 0, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Removals))]
    public void Verifier_OfPrunedFile_AcceptsItsRoundings(bool isSaved, string removed)
    {
        string path = Write(isSaved);
        string pruned = PrunedCopies.Write(path, removed.Split(' '), _folder.Combine("pruned"));
        SessionFactory sessions = new(ExecutionProvider.Cpu, 2);
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, sessions);

        VerificationResult result = new Verifier(decoder, sessions).Verify(
            pruned,
            removed.Split(' ').Select(SublayerName.Parse).ToHashSet(),
            Ids,
            TestContext.Current.CancellationToken);

        Assert.InRange(result.LargestDifference, 0, result.Tolerance / 2);
    }

    private string Write(bool isSaved, params string[] nulled) => QuantizedStreams.Write(
        _decoder.ModelPath, isSaved, [
            .. nulled.Select(name => _decoder.Sublayers.Index().First(sublayer => sublayer.Item == name).Index)
        ], _folder.Combine(nulled.Length > 0 ? "nulled" : "source"));

    private static LogitsArray Answer(string path)
    {
        // The runtime would join roundings that follow each other, with a scale between theirs.
        using OnnxRunner runner = OnnxRunner.Open(path, new OnnxRunnerOptions { IsOptimised = false });
        return runner.PrefillThenStep(Ids);
    }
}
