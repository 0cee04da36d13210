using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Search;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Search;

public class GreedySearchTests
{
    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, DistanceMetric.Js)]
    [InlineData(TinyDecoderForm.GenAiLlama, DistanceMetric.JsOfficial)]
    [InlineData(TinyDecoderForm.OptimumLlama, DistanceMetric.Kl)]
    [InlineData(TinyDecoderForm.GenAiLlama, DistanceMetric.Angular)]
    [InlineData(TinyDecoderForm.OptimumLlama, DistanceMetric.Norm)]
    public void Run_StoppingHopelessCandidates_FindsWhatAllScoresFind(TinyDecoderForm form, DistanceMetric metric)
    {
        using TemporaryFolder folder = new();
        TinyDecoder tiny = TinyDecoder.Write(folder.Path, new TinyDecoderOptions { Form = form, Layers = 4 });
        SearchResult all = Run(tiny, metric, scoreAll: true);

        SearchResult stopped = Run(tiny, metric, scoreAll: false);

        Assert.Equal(7, all.Removed.Count);
        Assert.Equal(all.Removed, stopped.Removed);
        Assert.True(stopped.Work.ForwardEquivalents < all.Work.ForwardEquivalents);
        Assert.All(all.Steps.SelectMany(step => step.Scores), score => Assert.Equal(6, score.Samples));
        foreach ((PlannedStep exact, PlannedStep bounded) in all.Steps.Zip(stopped.Steps))
        {
            Assert.All(exact.Scores.Zip(bounded.Scores), pair => Assert.True(
                pair.Second.Samples == 6 ? pair.Second == pair.First : pair.Second.Distance <= pair.First.Distance));
        }
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, DistanceMetric.Js)]
    [InlineData(TinyDecoderForm.GenAiLlama, DistanceMetric.Angular)]
    [InlineData(TinyDecoderForm.OptimumLlama, DistanceMetric.Norm)]
    public void Run_ByStartsOfSamples_FindsTheSame(TinyDecoderForm form, DistanceMetric metric)
    {
        using TemporaryFolder folder = new();
        TinyDecoder tiny = TinyDecoder.Write(folder.Path, new TinyDecoderOptions { Form = form, Layers = 4 });
        int[][] ids = tiny.SampleIds(6, 40, seed: 3);
        SearchSettings byStarts = new(LogitDistance.Create(metric, 1)) { BlockTokens = 4 };
        SearchResult whole = Run(tiny, metric, scoreAll: false, ids);

        SearchResult starts = Run(tiny, byStarts, ids);

        Assert.Equal(
            whole.Removed.Select(removal => removal.Sublayer), starts.Removed.Select(removal => removal.Sublayer));
        Assert.All(
            whole.Removed.Zip(starts.Removed),
            pair => Assert.Equal(pair.First.Distance!.Value, pair.Second.Distance!.Value, 1e-9));
    }

    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama, DistanceMetric.Js)]
    [InlineData(TinyDecoderForm.GenAiLlama, DistanceMetric.Angular)]
    [InlineData(TinyDecoderForm.OptimumLlama, DistanceMetric.Norm)]
    public void Run_FirstStepByStartsOfSamples_TakesLessWork(TinyDecoderForm form, DistanceMetric metric)
    {
        using TemporaryFolder folder = new();
        TinyDecoder tiny = TinyDecoder.Write(folder.Path, new TinyDecoderOptions { Form = form, Layers = 8 });
        int[][] ids = tiny.SampleIds(6, 40, seed: 3);
        SearchSettings whole = new(LogitDistance.Create(metric, 1)), byStarts = whole with { BlockTokens = 4 };

        double work = Run(tiny, byStarts, steps: 1, ids).Work.ForwardEquivalents;

        Assert.True(work < Run(tiny, whole, steps: 1, ids).Work.ForwardEquivalents);
    }

    [Fact]
    public void Run_OnOneSublayer_ScoresEqualReference()
    {
        using TemporaryFolder folder = new();
        TinyDecoder tiny = TinyDecoder.Write(folder.Path, new TinyDecoderOptions());
        int[][] ids = tiny.SampleIds(6, 12, seed: 3);

        SearchResult found = Run(tiny, DistanceMetric.Norm, scoreAll: true);

        foreach (CandidateScore score in found.Steps[0].Scores)
        {
            double expected = ids.Average(sample => Math.Sqrt(tiny.Expect([sample]).Values
                .Zip(tiny.Expect([sample], score.Sublayer).Values, (a, b) => Math.Pow(a - b, 2))
                .Sum()));
            Assert.InRange(score.Distance / expected, 1 - 1e-4, 1 + 1e-4);
        }

    }

    [Theory]
    [InlineData(DistanceMetric.Js)]
    [InlineData(DistanceMetric.Angular)]
    public void Run_SamplesOfDifferentLengths_CountsEachSampleOnce(DistanceMetric metric)
    {
        using TemporaryFolder folder = new();
        TinyDecoder tiny = TinyDecoder.Write(folder.Path, new TinyDecoderOptions());
        int[][] ids =
            [tiny.SampleIds(1, 5, seed: 1)[0], tiny.SampleIds(1, 12, seed: 2)[0], tiny.SampleIds(1, 8, seed: 3)[0]];

        SearchResult together = Run(tiny, metric, scoreAll: true, ids);

        IEnumerable<SearchResult> alone = ids.Select(sample => Run(tiny, metric, scoreAll: true, sample));
        Assert.All(together.Steps[0].Scores.Index(), score => Assert.Equal(
            alone.Average(result => result.Steps[0].Scores[score.Index].Distance), score.Item.Distance, 1e-7));
    }

    private static SearchResult Run(TinyDecoder tiny, DistanceMetric metric, bool scoreAll, params int[][] ids) =>
        Run(tiny, new SearchSettings(LogitDistance.Create(metric, 1), SearchPolicyName.Exhaustive, scoreAll), ids);

    private static SearchResult Run(TinyDecoder tiny, SearchSettings settings, params int[][] ids) =>
        Run(tiny, settings, int.MaxValue, ids);

    private static SearchResult Run(TinyDecoder tiny, SearchSettings settings, int steps, params int[][] ids)
    {
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(tiny.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 1));
        using CalibrationSamples samples = CalibrationSamples.Prepare(
            decoder, new CalibrationSet("seeded", ids.Length > 0 ? ids : tiny.SampleIds(6, 12, seed: 3)));
        using GreedySearch search = new(decoder, samples, settings, SilentObserver.Instance);
        search.RunDense(TestContext.Current.CancellationToken);
        List<SublayerName> names = [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)];
        return search.FindRemovals(names, Math.Min(steps, names.Count - 1), TestContext.Current.CancellationToken);
    }
}
