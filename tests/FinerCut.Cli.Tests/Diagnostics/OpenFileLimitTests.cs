using FinerCut.Cli.Diagnostics;

namespace FinerCut.Cli.Tests.Diagnostics;

public class OpenFileLimitTests
{
    [Fact]
    public void IsReached_InAnyWrapping_IsFound()
    {
        Assert.True(OpenFileLimit.IsReached(new InvalidOperationException("x", new IOException("y", 24))));
        Assert.True(OpenFileLimit.IsReached(new DllNotFoundException("libonnxruntime.so: Too many open files")));
        Assert.False(OpenFileLimit.IsReached(
            new InvalidOperationException("x", new IOException("No space left on device", 28))));
    }
}
