namespace FinerCut.Onnx.Tests;

public class SmokeTests
{
    [Fact]
    public void Smoke_Runs_Passes() => Assert.True(Environment.ProcessorCount > 0);
}
