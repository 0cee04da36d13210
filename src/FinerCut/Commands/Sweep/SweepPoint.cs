using FinerCut.Decoders;
using FinerCut.Plans;

namespace FinerCut.Commands.Sweep;

/// <summary>What a sweep found out of one ratio.</summary>
public sealed record SweepPoint
{
    /// <summary>The share of the sublayers that goes, in (0, 1), as it was asked for.</summary>
    public required double Ratio { get; init; }

    /// <summary>The number of sublayers that go: the first of the order, at least 1.</summary>
    public required int Count { get; init; }

    /// <summary>The distance that the last of them leads to, in the unit of the metric.</summary>
    public required double? Distance { get; init; }

    /// <summary>What remains of the model; bytes are an estimate.</summary>
    public required ModelTotals Totals { get; init; }

    /// <summary>Perplexity of the dense and of the pruned model on each text; empty where nothing was
    /// measured.</summary>
    public IReadOnlyList<PlanPerplexity> Perplexities { get; init; } = [];
}
