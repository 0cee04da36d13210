using FinerCut.Latencies;

namespace FinerCut.Tests.Latencies;

public class ResidentPeakTests
{
    [Fact]
    public void GrowthBytes_BelowTheStart_IsZero()
    {
        Queue<long> looks = new([5000, 3000, 4000]);
        using ResidentPeak peak = new(looks.Dequeue, new StoppedTime());
        Assert.Equal(0, peak.GrowthBytes);
        Assert.Equal(0, peak.GrowthBytes);
    }

    [Fact]
    public void GrowthBytes_PeakBetweenTwoLooks_IsKept()
    {
        StoppedTime time = new();
        long bytes = 1000;
        using ResidentPeak peak = new(() => bytes, time);
        bytes = 9000;
        time.Fire();
        bytes = 2000;
        Assert.Equal(8000, peak.GrowthBytes);
    }

    [Fact]
    public void Dispose_Timer_IsStopped()
    {
        StoppedTime time = new();
        new ResidentPeak(() => 1, time).Dispose();
        Assert.True(time.IsDisposed);
    }
}
