using System.Globalization;
using System.Text.Json;
using FinerCut.TestModels.Decoders;
using FinerCut.TestModels.Files;

namespace FinerCut.Cli.Tests.Processes;

/// <summary>A model several times larger than the memory that <c>prune</c> may use.</summary>
public class LargeModelTests(ITestOutputHelper output)
{
    private const string Variable = "FINERCUT_LARGE";
    private const long SlackBytes = 300_000_000;

    /// <summary>6.3 GB of weights and minutes of work, so it runs only where somebody asks for it.</summary>
    [Fact]
    public async Task Prune_ModelOf6Gigabytes_StaysWithin2GiB()
    {
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable(Variable) == "1",
            $"A long test that writes 12 GB to the temporary folder: set {Variable}=1 to run it.");
        await Prune(layers: 25, leastBytes: 6_000_000_000, memory: "2GiB", 2L << 30);
    }

    private async Task Prune(int layers, long leastBytes, string memory, long budget)
    {
        using TemporaryFolder folder = new();
        string model = LargeDecoder.Write(
            Directory.CreateDirectory(folder.Combine("large")).FullName, LargeDecoder.Options(layers));
        Assert.InRange(new FileInfo(model + "_data").Length, leastBytes, long.MaxValue);
        int[][] ids = [.. Enumerable.Range(1, 2)
            .Select(sample => Enumerable.Range(0, 64).Select(token => (token * sample * 31) + sample).ToArray())];
        await File.WriteAllLinesAsync(
            folder.Combine("ids.jsonl"),
            ids.Select(row => JsonSerializer.Serialize(row)),
            TestContext.Current.CancellationToken);

        using FinerCutProcess process = FinerCutProcess.Start(
            "prune", model, "--count", "2", "--memory", memory, "--calibration", folder.Combine(
                "ids.jsonl"), "--samples", "2", "--sample-tokens", "64", "--json", "-o", folder.Combine("pruned"));
        (int code, string answer, string error) = await process.Finish(TimeSpan.FromMinutes(30));

        Assert.True(code == 0, error);
        using JsonDocument result = JsonDocument.Parse(answer);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"peak {process.PeakMemoryBytes / 1e6:0} MB of {budget / 1e6:0} MB"));
        output.WriteLine(error);
        Assert.InRange(process.PeakMemoryBytes, 1, budget + SlackBytes);
    }
}
