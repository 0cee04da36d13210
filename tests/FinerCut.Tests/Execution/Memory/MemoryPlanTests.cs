using FinerCut.Execution;
using FinerCut.Execution.Memory;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Execution.Memory;

public class MemoryPlanTests
{
    [Fact]
    public void For_RoomForOneModelOnly_HoldsNoSecond()
    {
        using TemporaryFolder folder = new();
        TinyDecoder tiny = TinyDecoder.Write(folder.Path, new TinyDecoderOptions());
        using SegmentedDecoder decoder =
            SegmentedDecoder.Open(tiny.ModelPath, new SessionFactory(ExecutionProvider.Cpu, 1));
        MemoryPlan without = MemoryPlan.For(decoder, [], 0, 0, budget: null);
        long all = without.LeastBytes + decoder.Map.SizeInBytes;

        MemoryPlan one = MemoryPlan.For(decoder, [], 0, 0, all);
        MemoryPlan two = MemoryPlan.For(decoder, [], 0, 0, all + (3 * decoder.Map.SizeInBytes));

        Assert.True(without.HoldsSecondModel);
        Assert.Equal((0, false), (one.FirstKeptSegment, one.HoldsSecondModel));
        Assert.True(two.HoldsSecondModel);
        Assert.False(MemoryPlan.For(decoder, [], 0, 0, without.LeastBytes).HoldsSecondModel);
    }
}
