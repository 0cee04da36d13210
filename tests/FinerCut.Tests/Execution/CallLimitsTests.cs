using FinerCut.Execution;

namespace FinerCut.Tests.Execution;

public class CallLimitsTests
{
    [Theory]
    [InlineData(null, null, null)]
    [InlineData(64L, null, 64L)]
    [InlineData(null, 128L, 128L)]
    [InlineData(64L, 128L, 64L)]
    [InlineData(64L, 32L, 32L)]
    public void LongestText_OfGraphAndConfiguration_IsTheShorterOne(long? graph, long? context, long? expected) =>
        Assert.Equal(expected, (CallLimits.None with { LongestSample = graph }).LongestText(context));
}
