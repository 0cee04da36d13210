using FinerCut.Decoders;
using FinerCut.Execution.Memory;
using FinerCut.Execution.Values;
using FinerCut.Search;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Search;

public class CandidateStreamsTests
{
    private static readonly SublayerName Early = new(0, SublayerKind.Ffn);
    private static readonly SublayerName Late = new(3, SublayerKind.Attention);

    private readonly CandidateStreams _streams = new(scratch: null, new HostMemory());

    [Fact]
    public void SegmentOf_OtherTokensOrSampleOrCandidate_IsNotKnown()
    {
        Keep(Early, segment: 4);

        Assert.Equal(4, _streams.SegmentOf(Early, 2, 32));
        Assert.Null(_streams.SegmentOf(Early, 2, 64));
        Assert.Null(_streams.SegmentOf(Early, 1, 32));
        Assert.Null(_streams.SegmentOf(Late, 2, 32));
    }

    [Fact]
    public void SegmentOf_SeveralSegments_IsTheLastThatCounts()
    {
        Keep(Early, segment: 6, number: 8);
        Keep(Early, segment: 4, number: 7);
        Assert.Equal(6, _streams.SegmentOf(Early, 2, 32));
        Assert.Equal(8, Number(_streams.StreamOf(Early, 2)!));

        _streams.Remove(Late, 5);

        Assert.Equal(4, _streams.SegmentOf(Early, 2, 32));
        Assert.Equal(7, Number(_streams.StreamOf(Early, 2)!));
    }

    [Fact]
    public void Keep_MoreThanTheMost_ForgetsTheEarliest()
    {
        foreach (int segment in (int[])[7, 4, 6, 5])
        {
            Keep(Early, segment);
        }

        Assert.Equal([5, 6, 7], _streams.Passed.Select(passed => passed.Segment));
    }

    [Fact]
    public void Keep_OtherTokens_ForgetsTheFormer()
    {
        Keep(Early, segment: 6);
        Keep(Early, segment: 4, tokens: 64);

        Assert.Null(_streams.SegmentOf(Early, 2, 32));
        Assert.Equal(4, _streams.SegmentOf(Early, 2, 64));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(3, false)]
    public void Remove_OfASublayer_LeavesStreamsUpToIt(int segment, bool expected)
    {
        Keep(Early, segment: 4);

        _streams.Remove(Late, segment);

        Assert.Equal(expected, _streams.SegmentOf(Early, 2, 32) is not null);
    }

    [Fact]
    public void Remove_OfTheCandidate_LeavesNothingOfIt()
    {
        Keep(Early, segment: 4);

        _streams.Remove(Early, 9);

        Assert.Null(_streams.SegmentOf(Early, 2, 32));
    }

    [Fact]
    public void Restore_OfWhatWasPassed_KnowsSegmentsWithoutStreams()
    {
        Keep(Early, segment: 4);
        CandidateStreams restored = new(scratch: null, new HostMemory());

        restored.Restore(_streams.Passed);

        Assert.Equal(4, restored.SegmentOf(Early, 2, 32));
        Assert.Null(restored.StreamOf(Early, 2));
        Assert.NotNull(_streams.StreamOf(Early, 2));
    }

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
