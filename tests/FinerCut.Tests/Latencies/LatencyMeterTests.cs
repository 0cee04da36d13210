using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.Latencies;
using FinerCut.Plans;
using FinerCut.Search.Budgets;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Latencies;

public class LatencyMeterTests
{
    [Theory]
    [InlineData(TinyDecoderForm.OptimumLlama)]
    [InlineData(TinyDecoderForm.GenAiLlama)]
    public void Measure_SteppingClock_GivesEachPartItsLaps(TinyDecoderForm form)
    {
        PlanLatencies found = Measure(form, new SteppingTime());

        Assert.Equal(12, found.PrefillTokens);
        Assert.Equal(
            [["0.attn", "1.attn", "2.attn"], ["0.ffn", "1.ffn", "2.ffn"], []],
            found.Parts.Select(part => part.Sublayers));
        Assert.Equal([1, 1, 2], found.Parts.Select(part => part.DecodeMilliseconds));
        Assert.Equal([1, 1, 2], found.Parts.Select(part => part.PrefillMilliseconds));
        Assert.Equal(8, found.DecodeMillisecondsWithout([]));
        Assert.Equal(6, found.PrefillMillisecondsWithout(["0.attn", "2.ffn"]));
    }

    [Fact]
    public void Measure_WithoutRoomForTheSegments_LeavesThem()
    {
        MemoryPlan none = MemoryPlan.Unlimited with { FirstKeptSegment = 6 };

        PlanLatencies found = Measure(
            TinyDecoderForm.OptimumLlama, new SteppingTime(), none, decoder => Assert.Equal(0, decoder.OpenSegments));

        Assert.Equal([1, 1, 2], found.Parts.Select(part => part.DecodeMilliseconds));
    }

    [Fact]
    public void Measure_RealClock_TakesLongerForASample()
    {
        PlanLatencies found = Measure(TinyDecoderForm.OptimumLlama, TimeProvider.System);
        Assert.All(
            found.Parts,
            part => Assert.True(part is { DecodeMilliseconds: > 0, PrefillMilliseconds: > 0 }, part.ToString()));
    }

    [Fact]
    public void Of_Unit_TakesItsTimes()
    {
        PlanLatencies latencies = new(12, [new(["0.attn", "1.attn"], 1, 5), new(["0.ffn"], 3, 7), new([], 2, 11)]);
        Measure decode = LatencyMeasure.CreateMeasure(latencies, SavingUnit.DecodeSpeedup);
        Measure prefill = LatencyMeasure.CreateMeasure(latencies, SavingUnit.PrefillSpeedup);

        Assert.Equal((7, 28), (decode.Dense, prefill.Dense));
        HashSet<SublayerName> first = [SublayerName.Parse("0.attn"), SublayerName.Parse("0.ffn")];
        Assert.Equal((4, 12), (decode.Saved(first), prefill.Saved(first)));
    }

    private static PlanLatencies Measure(TinyDecoderForm form, TimeProvider time) =>
        Measure(form, time, MemoryPlan.Unlimited, decoder => Assert.Equal(6, decoder.OpenSegments));

    private static PlanLatencies Measure(
        TinyDecoderForm form, TimeProvider time, MemoryPlan memory, Action<SegmentedDecoder> check)
    {
        using TemporaryFolder folder = new();
        TinyDecoder tiny = TinyDecoder.Write(folder.Path, new TinyDecoderOptions { Form = form });
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(tiny.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 1));
        decoder.Memory = memory;
        PlanLatencies found =
            new LatencyMeter(decoder, time).Measure(tiny.SampleIds(1, 12)[0], TestContext.Current.CancellationToken);
        check(decoder);
        return found;
    }
}
