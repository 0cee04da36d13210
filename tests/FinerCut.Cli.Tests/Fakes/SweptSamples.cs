using FinerCut.Commands.Sweep;
using FinerCut.Onnx;
using FinerCut.Plans;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>Sweeps as the library would give them.</summary>
internal static class SweptSamples
{
    private static readonly double[] Ratios = [0.125, 0.25, 0.375, 0.5, 0.625, 0.75];
    private static readonly double[] Distances = [0.00123456, 0.0142857, 0.0211, 0.0498, 0.1873, 0.4021];
    private static readonly double?[] Factors = [0.9961, 1.0213, 1.0817, 1.3402, 4.7112, 18.2903];

    public static PruningPlan Order { get; } = Samples.Plan with
    {
        Removed = [.. Samples.Sublayers.Take(6).Zip(Distances)
            .Select(pair => new PlannedRemoval(pair.First.ToString(), pair.Second))],
        Settings = Samples.Plan.Settings with { Ratio = null, Count = 6, Budget = new("until", "0.75") },
        Perplexities = null,
    };

    /// <summary>The order of a model of 80 layers, 160 removals.</summary>
    public static PruningPlan EightyLayers { get; } = Order with
    {
        Removed = [.. Enumerable.Range(0, 160).Select(step => new PlannedRemoval(
            $"{step / 2}.{(step % 2 == 0 ? "attn" : "ffn")}", 0.001 * Math.Exp(step / 25.0)))],
        Source = Samples.Plan.Source with
        {
            Layers = 80,
            Sublayers = [.. Enumerable.Range(0, 80)
                .SelectMany(layer => (string[])[$"{layer}.attn", $"{layer}.ffn"])],
        },
        Steps = [],
    };

    public static SweepResult Swept { get; } = new()
    {
        Plan = Order,
        PlanFile = "/models/tales-3m-order.plan.json",
        Dense = Samples.Result.Dense,
        SampleLength = 256,
        Points = [.. Ratios.Select((_, index) => Point(index, Perplexity(Factors[index])))],
        Elapsed = TimeSpan.FromSeconds(83.4),
        PeakMemoryBytes = 512_345_678,
    };

    /// <summary>A second text, on which the model is lost, and gives no numbers at last.</summary>
    public static SweepResult OfTwoTexts { get; } = Swept with
    {
        Points = [.. Swept.Points.Select((point, index) => point with
        {
            Perplexities =
            [
                .. point.Perplexities,
                Perplexity(index == 5 ? null : 1 + (index * 0.1)) with { Text = "code.md", Guess = 7.5 },
            ],
        })],
    };

    public static SweepResult WithoutPerplexity { get; } = Swept with
    {
        PlanFile = null,
        Points = [.. Swept.Points.Select(point => point with { Perplexities = [] })],
    };

    public static SweepResult Picked { get; } = Swept with
    {
        Condition = PickCondition.Parse("perplexity<=1.1x"),
        Picked = Swept.Points[2],
        Written = Samples.Result with { Output = "/models/tales-3m-pruned-perplexity-1.1x" },
    };

    public static SweepResult NothingPicked { get; } = Swept with
    {
        Condition = PickCondition.Parse("perplexity<=0.9x"),
        Failure = new DiagnosticException("FC7204", "No ratio keeps perplexity<=0.9x: the smallest reaches 0.996x."),
    };

    private static SweepPoint Point(int index, PlanPerplexity perplexity) => new()
    {
        Ratio = Ratios[index],
        Count = index + 1,
        Distance = Distances[index],
        Totals = Samples.Result.Dense with
        {
            Sublayers = 7 - index,
            Bytes = 11_912_345 - ((index + 1) * 1_234_567),
            MultiplyAddsPerToken = 2_711_552 - ((index + 1) * 310_000),
            KvCacheBytesPerToken = 6_144 - ((index + 2) / 2 * 1_536),
        },
        Perplexities = [perplexity],
    };

    private static PlanPerplexity Perplexity(double? factor) => Samples.Perplexity with
    {
        Text = "held-out.txt",
        Pruned = Samples.Perplexity.Dense * factor,
        PrunedStandardError = factor is null ? null : 0.21 * factor,
        Ratio = factor,
        RatioStandardError = factor is null ? null : Math.Abs(factor.Value - 1) / 10,
    };
}
