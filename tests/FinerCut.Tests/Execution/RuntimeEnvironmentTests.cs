using System.Diagnostics;
using FinerCut.Execution;

namespace FinerCut.Tests.Execution;

public class RuntimeEnvironmentTests
{
    [Fact]
    public async Task Instance_Made_ProcessesStartedAfterwardsReportNothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "printenv is a program of Unix");
        _ = RuntimeEnvironment.Instance;
        using Process child = Process.Start(
            new ProcessStartInfo(
                "printenv", [RuntimeEnvironment.TelemetryVariable])
            { RedirectStandardOutput = true })!;

        Assert.Equal(
            "1", (await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }
}
