using FinerCut.Commands.Compare;
using FinerCut.Plans;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>Comparisons as the library would give them.</summary>
internal static class ComparedSamples
{
    private static readonly PruningPlan Other = Samples.Plan with
    {
        Removed = [new("2.attn", 0.0021), new("1.ffn", 0.0183), new("3.ffn", 0.1467)],
        Calibration = new("chats.jsonl", 4, 128, new string('0', 64)),
        Perplexities =
        [
            Samples.Perplexity with { Pruned = 9.1, Ratio = 1.12022, RatioStandardError = 0.0083 },
            Samples.Perplexity with { Text = "wikitext2.test.raw.txt", Windows = 8, Pruned = null, Ratio = null },
        ],
    };

    private static readonly ComparedPlan First = new("/models/tales-3m-pruned-25/finercut.plan.json", Samples.Plan, []);

    private static readonly ComparedPlan Second = new("chats.plan.json", Other, ["1.ffn"]);

    private static readonly ComparedPlan ByHand = new("/models/by-hand/model.onnx", Samples.ByHand.Plan, ["3.attn"]);

    public static CompareResult Two { get; } = new()
    {
        Sublayers = [.. Samples.Sublayers.Select(name => name.ToString())],
        Plans = [First, Second],
        Pairs = [new(0, 1, 2, 2 / 3.0, 1, 1)],
        RemovedByAll = ["2.attn", "3.ffn"],
        IsSameSource = true,
        IsSameMetric = true,
        IsSameEvaluation = false,
    };

    /// <summary>With one that was made by hand, and shares one removal with one of the others.</summary>
    public static CompareResult Three { get; } = Two with
    {
        Plans = [First, Second with { OnlyHere = [] }, ByHand],
        Pairs = [new(0, 1, 2, 2 / 3.0, 1, 1), new(0, 2, 0, 0, 0, null), new(1, 2, 1, 0.25, 0, null)],
        RemovedByAll = [],
        IsSameMetric = false,
    };
}
