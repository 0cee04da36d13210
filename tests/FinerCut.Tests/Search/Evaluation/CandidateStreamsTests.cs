using FinerCut.Decoders;
using FinerCut.Execution.Memory;
using FinerCut.Execution.Values;
using FinerCut.Search.Evaluation;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Search.Evaluation;

public class CandidateStreamsTests
{
    private static readonly SublayerName Early = new(0, SublayerKind.Ffn);
    private static readonly SublayerName Late = new(3, SublayerKind.Attention);

    private readonly CandidateStreams _streams = new(scratch: null, new HostMemory(), most: 3);

    [Fact]
    public void FindLast_OtherTokensOrSampleOrCandidate_IsNotKnown()
    {
        Keep(Early, segment: 4);

        Assert.Equal(4, SegmentOf(Early, 2, 32));
        Assert.Null(SegmentOf(Early, 2, 64));
        Assert.Null(SegmentOf(Early, 1, 32));
        Assert.Null(SegmentOf(Late, 2, 32));
    }

    [Fact]
    public void FindLast_SeveralSegments_IsTheLastThatCounts()
    {
        Keep(Early, segment: 6, number: 8);
        Keep(Early, segment: 4, number: 7);
        Assert.Equal(6, SegmentOf(Early, 2, 32));
        Assert.Equal(8, Number(_streams.FindLast(Early, 2, 32)!.Value.Stream));

        _streams.Remove(Late, 5);

        Assert.Equal(4, SegmentOf(Early, 2, 32));
        Assert.Equal(7, Number(_streams.FindLast(Early, 2, 32)!.Value.Stream));
    }

    [Fact]
    public void Keep_MoreThanTheMost_ForgetsTheEarliest()
    {
        foreach (int segment in (int[])[7, 4, 6, 5])
        {
            Keep(Early, segment);
        }

        List<int> kept = [];
        while (SegmentOf(Early, 2, 32) is { } last)
        {
            kept.Add(last);
            _streams.Remove(Late, last - 1);
        }

        Assert.Equal([7, 6, 5], kept);
    }

    [Fact]
    public void Keep_OtherTokens_ForgetsTheFormer()
    {
        Keep(Early, segment: 6);
        Keep(Early, segment: 4, tokens: 64);

        Assert.Null(SegmentOf(Early, 2, 32));
        Assert.Equal(4, SegmentOf(Early, 2, 64));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(3, false)]
    public void Remove_OfASublayer_LeavesStreamsUpToIt(int segment, bool expected)
    {
        Keep(Early, segment: 4);

        _streams.Remove(Late, segment);

        Assert.Equal(expected, SegmentOf(Early, 2, 32) is not null);
    }

    [Fact]
    public void Remove_OfTheCandidate_LeavesNothingOfIt()
    {
        Keep(Early, segment: 4);

        _streams.Remove(Early, 9);

        Assert.Null(SegmentOf(Early, 2, 32));
    }

    private int? SegmentOf(SublayerName candidate, int sample, int tokens) =>
        _streams.FindLast(candidate, sample, tokens)?.Segment;

    private void Keep(SublayerName candidate, int segment, float number = 1, int tokens = 32)
    {
        using OrtValue stream = OrtValue.CreateTensorValueFromMemory([number], [1, 1, 1]);
        _streams.Keep(candidate, 2, tokens, segment, stream);
    }

    private float Number(PooledStream kept)
    {
        using OrtValue stream = _streams.Read(kept);
        return stream.GetTensorDataAsSpan<float>()[0];
    }
}
