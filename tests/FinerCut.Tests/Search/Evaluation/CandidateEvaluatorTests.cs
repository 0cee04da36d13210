using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Search;
using FinerCut.Search.Evaluation;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Search.Evaluation;

public sealed class CandidateEvaluatorTests : IDisposable
{
    private const int Layers = 6;
    private const int SampleLength = 12;
    private static readonly SublayerName First = new(0, SublayerKind.Ffn);
    private static readonly SublayerName Early = new(1, SublayerKind.Attention);
    private static readonly SublayerName Middle = new(2, SublayerKind.Ffn);
    private static readonly SublayerName Late = new(4, SublayerKind.Attention);
    private static readonly SublayerName Last = new(5, SublayerKind.Ffn);

    private readonly TemporaryFolder _folder = new();
    private readonly SegmentedDecoder _decoder;
    private readonly CalibrationSamples _samples;

    public CandidateEvaluatorTests()
    {
        TinyDecoder tiny = TinyDecoder.Write(_folder.Path, new TinyDecoderOptions { Layers = Layers });
        _decoder = SegmentedDecoder.Open(tiny.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 1));
        _samples = CalibrationSamples.Prepare(
            _decoder, new CalibrationSet("seeded", tiny.SampleIds(2, SampleLength, seed: 3)));
    }

    [Theory]
    [InlineData(true, SampleLength)]
    [InlineData(false, SampleLength)]
    [InlineData(true, SampleLength / 2)]
    public void Run_ASublayerAfterTheCandidateHasGone_StartsThere(bool keepsStreams, int tokens)
    {
        _decoder.Memory = MemoryPlan.Unlimited with { KeepsStreams = keepsStreams };
        (double[] known, double work) = RunAfterRemovalOf(Late, tokens, before: [(First, 0, tokens)]);
        (double[] unknown, double wholeWork) = RunAfterRemovalOf(Late, tokens, before: []);

        Assert.Equal(unknown, known);
        Assert.True(work < wholeWork / 2, $"{work} of {wholeWork}");
    }

    [Fact]
    public void Run_ASublayerBeforeTheLikelyOnesHasGone_StartsAtTheCandidate()
    {
        (double[] known, double work) = RunAfterRemovalOf(Early, SampleLength, before: [(First, 0, SampleLength)]);
        (double[] unknown, double wholeWork) = RunAfterRemovalOf(Early, SampleLength, before: []);

        Assert.Equal(unknown, known);
        Assert.Equal(wholeWork, work);
    }

    [Fact]
    public void Run_OneOfTheLikelyOnesHasGone_StartsThere()
    {
        (double[] known, double work) = RunAfterRemovalOf(Middle, SampleLength, before: [(First, 0, SampleLength)]);
        (double[] unknown, double wholeWork) = RunAfterRemovalOf(Middle, SampleLength, before: []);

        Assert.Equal(unknown, known);
        Assert.InRange(work, wholeWork / 2, wholeWork * 0.8);
    }

    /// <summary>Its streams are wanted at all places after it, should it go.</summary>
    [Fact]
    public void Run_TheLikelyOneWasRunBefore_KeepsAllOfItsStreams()
    {
        using CandidateEvaluator evaluator = NewEvaluator();
        evaluator.EvaluateProbes([(First, 0, SampleLength), (First, 1, SampleLength)], [Late]);
        evaluator.Remove(Late, TestContext.Current.CancellationToken);
        evaluator.EvaluateProbes([(First, 0, SampleLength), (First, 1, SampleLength)], [First]);
        evaluator.Remove(First, TestContext.Current.CancellationToken);

        using CandidateEvaluator other = NewEvaluator();
        other.Remove(Late, TestContext.Current.CancellationToken);
        other.Remove(First, TestContext.Current.CancellationToken);

        Assert.Equal(
            other.EvaluateProbes([(Middle, 0, SampleLength), (Middle, 1, SampleLength)], [Last]),
            evaluator.EvaluateProbes([(Middle, 0, SampleLength), (Middle, 1, SampleLength)], [Last]));
    }

    public void Dispose()
    {
        _samples.Dispose();
        _decoder.Dispose();
        _folder.Dispose();
    }

    /// <returns>What is found of the first candidate, and how much work that takes.</returns>
    private (double[] Profile, double Work) RunAfterRemovalOf(
        SublayerName removed, int tokens, IReadOnlyList<(SublayerName, int, int)> before)
    {
        using CandidateEvaluator evaluator = NewEvaluator();
        if (before.Count > 0)
        {
            evaluator.EvaluateProbes(before, [Late, Middle]);
        }

        evaluator.Remove(removed, TestContext.Current.CancellationToken);
        double start = evaluator.MultiplyAdds;
        return (evaluator.EvaluateProbes([(First, 0, tokens)], [Last])[0], evaluator.MultiplyAdds - start);
    }

    private CandidateEvaluator NewEvaluator()
    {
        CandidateEvaluator evaluator = new(
            _decoder, _samples.Samples, new SearchSettings(LogitDistance.Create(DistanceMetric.Js, 1))
            {
                BlockTokens = SampleLength,
                ScratchFolder = _folder.Path
            }.ForEvaluation);
        evaluator.RunDense([0, 1]);
        return evaluator;
    }
}
