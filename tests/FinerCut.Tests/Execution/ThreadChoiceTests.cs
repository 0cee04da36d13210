using FinerCut.Execution;
using FinerCut.Onnx;

namespace FinerCut.Tests.Execution;

public class ThreadChoiceTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 8)]
    [InlineData(3, 8)]
    public void Of_WhatTheMachineHas_IsTaken(int asked, int processors) =>
        Assert.Equal(asked, ThreadChoice.ResolveThreads(asked, processors));

    [Theory]
    [InlineData(0, 8, "at least 1")]
    [InlineData(-4, 8, "at least 1")]
    [InlineData(9, 8, "more than the 8 processors that finercut may use. Give at most --threads 8")]
    [InlineData(int.MaxValue, 2, "more than the 2 processors")]
    public void Of_WhatNoMachineHas_IsRefused(int asked, int processors, string expected)
    {
        DiagnosticException refusal =
            Assert.Throws<DiagnosticException>(() => ThreadChoice.ResolveThreads(asked, processors));
        Assert.Equal("FC4030", refusal.Code);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NothingAsked_IsNoMoreThanTheProcessors() =>
        Assert.InRange(ThreadChoice.ResolveThreads(null), 1, Environment.ProcessorCount);
}
