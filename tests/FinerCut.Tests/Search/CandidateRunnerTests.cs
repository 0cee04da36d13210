using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Search;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Search;

public sealed class CandidateRunnerTests : IDisposable
{
    private const int Layers = 6;
    private const int RowLength = 12;
    private static readonly SublayerName First = new(0, SublayerKind.Ffn);
    private static readonly SublayerName Early = new(1, SublayerKind.Attention);
    private static readonly SublayerName Middle = new(2, SublayerKind.Ffn);
    private static readonly SublayerName Late = new(4, SublayerKind.Attention);
    private static readonly SublayerName Last = new(5, SublayerKind.Ffn);

    private readonly TemporaryFolder _folder = new();
    private readonly SegmentedDecoder _decoder;
    private readonly CalibrationRows _rows;

    public CandidateRunnerTests()
    {
        TinyDecoder tiny = TinyDecoder.Write(_folder.Path, new TinyDecoderOptions { Layers = Layers });
        _decoder = SegmentedDecoder.Open(tiny.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 1));
        _rows = CalibrationRows.Prepare(_decoder, new CalibrationSet("seeded", tiny.SampleIds(2, RowLength, seed: 3)));
    }

    [Theory]
    [InlineData(true, RowLength)]
    [InlineData(false, RowLength)]
    [InlineData(true, RowLength / 2)]
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
        (double[] known, double work) = RunAfterRemovalOf(Early, RowLength, before: [(First, 0, RowLength)]);
        (double[] unknown, double wholeWork) = RunAfterRemovalOf(Early, RowLength, before: []);

        Assert.Equal(unknown, known);
        Assert.Equal(wholeWork, work);
    }

    [Fact]
    public void Run_OneOfTheLikelyOnesHasGone_StartsThere()
    {
        (double[] known, double work) = RunAfterRemovalOf(Middle, RowLength, before: [(First, 0, RowLength)]);
        (double[] unknown, double wholeWork) = RunAfterRemovalOf(Middle, RowLength, before: []);

        Assert.Equal(unknown, known);
        Assert.InRange(work, wholeWork / 2, wholeWork * 0.8);
    }

    /// <summary>Its streams are wanted at all places after it, should it go.</summary>
    [Fact]
    public void Run_TheLikelyOneWasRunBefore_KeepsAllOfItsStreams()
    {
        using CandidateRunner runner = NewRunner();
        runner.Run([(First, 0, RowLength), (First, 1, RowLength)], [Late]);
        runner.Remove(Late, TestContext.Current.CancellationToken);
        runner.Run([(First, 0, RowLength), (First, 1, RowLength)], [First]);
        runner.Remove(First, TestContext.Current.CancellationToken);

        using CandidateRunner other = NewRunner();
        other.Remove(Late, TestContext.Current.CancellationToken);
        other.Remove(First, TestContext.Current.CancellationToken);

        Assert.Equal(other.Run([(Middle, 0, RowLength), (Middle, 1, RowLength)], [Last]), runner.Run([(Middle, 0, RowLength), (Middle, 1, RowLength)], [Last]));
    }

    public void Dispose()
    {
        _rows.Dispose();
        _decoder.Dispose();
        _folder.Dispose();
    }

    /// <returns>What is found of the first candidate, and how much work that takes.</returns>
    private (double[] Profile, double Work) RunAfterRemovalOf(SublayerName removed, int tokens, IReadOnlyList<(SublayerName, int, int)> before)
    {
        using CandidateRunner runner = NewRunner();
        if (before.Count > 0)
        {
            runner.Run(before, [Late, Middle]);
        }

        runner.Remove(removed, TestContext.Current.CancellationToken);
        double start = runner.MultiplyAdds;
        return (runner.Run([(First, 0, tokens)], [Last])[0], runner.MultiplyAdds - start);
    }

    private CandidateRunner NewRunner()
    {
        CandidateRunner runner = new(
            _decoder, _rows.Rows, new SearchSettings(LogitDistance.Create(DistanceMetric.Js, 1)) { BlockTokens = RowLength, ScratchFolder = _folder.Path });
        runner.RunDense([0, 1]);
        return runner;
    }
}
