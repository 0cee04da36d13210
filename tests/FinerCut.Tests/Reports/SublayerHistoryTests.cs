using FinerCut.Commands.Inspect;
using FinerCut.Plans;
using FinerCut.Reports;

namespace FinerCut.Tests.Reports;

public class SublayerHistoryTests
{
    private static readonly PruningPlan Plan = new()
    {
        Removed = [new("1.attn", 0.01), new("0.ffn", null)],
        Steps =
        [
            new("1.attn", [new("0.ffn", 0.4, 2), new("1.attn", 0.01, 10), new("1.ffn", 0.5, 1)]),
            new("0.ffn", [new("0.ffn", 0.45, 10), new("1.ffn", 0.6, 3)]),
        ],
        Source = new(
            "llama", 2, ["0.attn", "0.ffn", "1.attn", "1.ffn"], [new("model.onnx", 1, new string('0', 64))]),
        Settings = new(0.5, 2, "js", null, [], 1, "cpu"),
        Calibration = null,
        Work = new(1, 5),
        Versions = new("0.1.0", null),
    };

    [Fact]
    public void Sublayer_Removed_HasOrderDistanceAndScores()
    {
        SublayerReport found = new SublayerHistory(Plan).AddTo(Report("1.attn"));

        Assert.Equal((1, 0.01), (found.Order, found.Distance));
        Assert.Equal([new SublayerScore(1, 0.01, 10)], found.Scores!);
    }

    [Fact]
    public void Sublayer_RemovedByHand_HasNoDistance()
    {
        SublayerReport found = new SublayerHistory(Plan).AddTo(Report("0.ffn"));

        Assert.Equal((2, null), (found.Order, found.Distance));
    }

    [Fact]
    public void Sublayer_Kept_HasTheScoresOfEachStep()
    {
        SublayerReport found = new SublayerHistory(Plan).AddTo(Report("1.ffn"));

        Assert.Equal((null, null), (found.Order, found.Distance));
        Assert.Equal([new SublayerScore(1, 0.5, 1), new SublayerScore(2, 0.6, 3)], found.Scores!);
    }

    [Fact]
    public void Sublayer_Protected_IsAsBefore()
    {
        SublayerReport before = Report("0.attn");

        Assert.Equal(before, new SublayerHistory(Plan).AddTo(before));
    }

    [Fact]
    public void Report_OfADenseModel_KnowsNoHistory()
    {
        InspectOptions options = new() { Model = Path.Combine(Repository.Root, "models", "tales-3m") };

        Assert.All(
            InspectRun.Execute(options).Sublayers,
            sublayer => Assert.Equal((null, null, null), (sublayer.Order, sublayer.Distance, sublayer.Scores)));
    }

    private static SublayerReport Report(string name) => new()
    {
        Name = name,
        Kind = "attention",
        Parameters = 1,
        Bytes = 4,
        KvCacheBytesPerToken = 0,
        Status = "kept",
    };
}
