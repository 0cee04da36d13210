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
    public void StageOf_OtherTokensOrSampleOrCandidate_IsNotKnown()
    {
        Keep(Early, stage: 4);

        Assert.Equal(4, _streams.StageOf(Early, 2, 32));
        Assert.Null(_streams.StageOf(Early, 2, 64));
        Assert.Null(_streams.StageOf(Early, 1, 32));
        Assert.Null(_streams.StageOf(Late, 2, 32));
    }

    [Fact]
    public void StageOf_SeveralStages_IsTheLastThatCounts()
    {
        Keep(Early, stage: 6, number: 8);
        Keep(Early, stage: 4, number: 7);
        Assert.Equal(6, _streams.StageOf(Early, 2, 32));
        Assert.Equal(8, Number(_streams.StreamOf(Early, 2)!));

        _streams.Remove(Late, 5);

        Assert.Equal(4, _streams.StageOf(Early, 2, 32));
        Assert.Equal(7, Number(_streams.StreamOf(Early, 2)!));
    }

    [Fact]
    public void Keep_MoreThanTheMost_ForgetsTheEarliest()
    {
        foreach (int stage in (int[])[7, 4, 6, 5])
        {
            Keep(Early, stage);
        }

        Assert.Equal([5, 6, 7], _streams.Passed.Select(passed => passed.Stage));
    }

    [Fact]
    public void Keep_OtherTokens_ForgetsTheFormer()
    {
        Keep(Early, stage: 6);
        Keep(Early, stage: 4, tokens: 64);

        Assert.Null(_streams.StageOf(Early, 2, 32));
        Assert.Equal(4, _streams.StageOf(Early, 2, 64));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(3, false)]
    public void Remove_OfASublayer_LeavesStreamsUpToIt(int stage, bool expected)
    {
        Keep(Early, stage: 4);

        _streams.Remove(Late, stage);

        Assert.Equal(expected, _streams.StageOf(Early, 2, 32) is not null);
    }

    [Fact]
    public void Remove_OfTheCandidate_LeavesNothingOfIt()
    {
        Keep(Early, stage: 4);

        _streams.Remove(Early, 9);

        Assert.Null(_streams.StageOf(Early, 2, 32));
    }

    [Fact]
    public void Restore_OfWhatWasPassed_KnowsStagesWithoutStreams()
    {
        Keep(Early, stage: 4);
        CandidateStreams restored = new(scratch: null, new HostMemory());

        restored.Restore(_streams.Passed);

        Assert.Equal(4, restored.StageOf(Early, 2, 32));
        Assert.Null(restored.StreamOf(Early, 2));
        Assert.NotNull(_streams.StreamOf(Early, 2));
    }

    private void Keep(SublayerName candidate, int stage, float number = 1, int tokens = 32)
    {
        using OrtValue stream = OrtValue.CreateTensorValueFromMemory([number], [1, 1, 1]);
        _streams.Keep(candidate, 2, tokens, stage, stream);
    }

    private float Number(PooledStream kept)
    {
        using OrtValue stream = _streams.Read(kept);
        return stream.GetTensorDataAsSpan<float>()[0];
    }
}
