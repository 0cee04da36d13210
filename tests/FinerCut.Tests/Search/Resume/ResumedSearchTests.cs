using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Plans;
using FinerCut.Search;
using FinerCut.Search.Resume;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Search.Resume;

public sealed class ResumedSearchTests : IDisposable
{
    private const int Count = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly TinyDecoder _tiny;

    // So wide that products are rounded otherwise where the runtime has not laid their weights out anew.
    public ResumedSearchTests() =>
        _tiny = TinyDecoder.Write(_folder.Path, new TinyDecoderOptions { Layers = 9, Hidden = 160, FfnSize = 384 });

    [Theory]
    [InlineData(SearchPolicyName.Lazy)]
    [InlineData(SearchPolicyName.Exhaustive)]
    public void Run_FromEveryState_FindsTheSame(SearchPolicyName method)
    {
        (SearchResult whole, List<SearchState> states) = Search(method, MemoryPlan.Unlimited, null);

        Assert.Equal(Count, states.Count);
        Assert.All(states, state => AssertSame(whole, Search(method, MemoryPlan.Unlimited, state).Found));
    }

    [Fact]
    public void Run_FromTheLastState_AddsWhatItRanAgainToTheWork()
    {
        (SearchResult whole, List<SearchState> states) = Search(SearchPolicyName.Lazy, MemoryPlan.Unlimited, null);
        PlanWork work = Search(SearchPolicyName.Lazy, MemoryPlan.Unlimited, states[^1]).Found.Work;

        // The dense pass, and at most one more from the first sublayer that went.
        Assert.InRange(work.ForwardEquivalents - whole.Work.ForwardEquivalents, 1, 2.5);
    }

    [Fact]
    public void Run_WithOtherMemoryThanBegun_FindsTheSame()
    {
        MemoryPlan little = new(FirstKeptSegment: 4, KeepsStreams: false, LeastBytes: 0);
        (SearchResult whole, List<SearchState> states) = Search(SearchPolicyName.Lazy, little, null);

        Assert.All(states, state => Assert.Equal(SegmentedDecoder.SamplesAtOnce, state.BatchSize));
        AssertSame(whole, Search(SearchPolicyName.Lazy, MemoryPlan.Unlimited, states[2]).Found);
        Assert.NotEqual(whole.Work, Search(SearchPolicyName.Lazy, MemoryPlan.Unlimited, null).Found.Work);
    }

    public void Dispose() => _folder.Dispose();

    private (SearchResult Found, List<SearchState> States) Search(
        SearchPolicyName method, MemoryPlan memory, SearchState? from)
    {
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(_tiny.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 1));
        decoder.Memory = memory;
        using CalibrationSamples samples =
            CalibrationSamples.Prepare(decoder, new CalibrationSet("seeded", _tiny.SampleIds(5, 12, seed: 3)));
        List<SearchState> states = [];
        using GreedySearch search = new(
            decoder,
            samples,
            new SearchSettings(LogitDistance.Create(DistanceMetric.Js, 1), method) { BlockTokens = 4 },
            SilentObserver.Instance)
        { Keep = states.Add };
        search.RunDense(TestContext.Current.CancellationToken);
        if (from is not null)
        {
            search.Resume(from, TestContext.Current.CancellationToken);
        }

        List<SublayerName> names = [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)];
        return (search.FindRemovals(names, Count, TestContext.Current.CancellationToken), states);
    }

    private static void AssertSame(SearchResult expected, SearchResult found)
    {
        Assert.Equal(expected.Removed, found.Removed);
        Assert.Equal(expected.Work, found.Work with { ForwardEquivalents = expected.Work.ForwardEquivalents });
        Assert.Equal(expected.Steps.Count, found.Steps.Count);
        Assert.All(expected.Steps.Zip(found.Steps), steps => Assert.Equal(steps.First.Scores, steps.Second.Scores));
    }
}
