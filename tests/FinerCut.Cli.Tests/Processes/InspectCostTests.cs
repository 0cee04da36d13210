using System.Diagnostics;
using System.Text.Json;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>What <c>inspect</c> costs where the weights are in the graph's own file.</summary>
public class InspectCostTests
{
    private const long WeightBytes = 540_000_000;
    private const long LargestPeakBytes = 150_000_000;
    private const int Runs = 3;
    private static readonly TimeSpan LongestMoreThanStarting = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Inspect_SingleFileOf540Megabytes_ReadsNoWeights()
    {
        using TemporaryFolder folder = new();
        string model = SparseModel.Write(folder.Combine("model"), WeightBytes);
        Assert.InRange(new FileInfo(model).Length, WeightBytes, WeightBytes + 1_000_000);
        (await Inspect(model)).Dispose();

        // A machine that is busy takes long to start a process of any kind, and is busier at one moment than at
        // another: the fastest of some runs counts.
        TimeSpan starting = await TimeToStart();
        TimeSpan fastest = TimeSpan.MaxValue;
        long peak = 0;
        for (int run = 0; run < Runs; run++)
        {
            Stopwatch time = Stopwatch.StartNew();
            using FinerCutProcess process = await Inspect(model);
            fastest = time.Elapsed < fastest ? time.Elapsed : fastest;
            peak = Math.Max(peak, process.PeakMemoryBytes);
        }

        TestContext.Current.SendDiagnosticMessage(
            $"inspect of {WeightBytes} bytes: {fastest.TotalSeconds:0.00} s, peak {peak / 1e6:0.0} MB");
        Assert.InRange(fastest, TimeSpan.Zero, (3 * starting) + LongestMoreThanStarting);
        Assert.SkipWhen(peak == 0, "this system does not tell the peak memory of another process");
        Assert.InRange(peak, 1, LargestPeakBytes);
    }

    private static async Task<TimeSpan> TimeToStart()
    {
        Stopwatch time = Stopwatch.StartNew();
        using FinerCutProcess process = FinerCutProcess.Start("--version");
        await process.Finish();
        return time.Elapsed;
    }

    private static async Task<FinerCutProcess> Inspect(string model)
    {
        FinerCutProcess process = FinerCutProcess.Start("inspect", model, "--json");
        (int code, string output, string error) = await process.Finish();
        Assert.Equal((0, ""), (code, error));
        using JsonDocument report = JsonDocument.Parse(output);
        Assert.InRange(report.RootElement.GetProperty("bytes").GetInt64(), WeightBytes, WeightBytes + 1_000_000);
        Assert.Equal(6, report.RootElement.GetProperty("sublayers").GetArrayLength());
        return process;
    }
}
