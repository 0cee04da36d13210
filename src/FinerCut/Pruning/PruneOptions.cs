using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Search;

namespace FinerCut.Pruning;

/// <summary>What <c>finercut prune</c> was asked to do. Exactly one of ratio, count and removal list is given.</summary>
public sealed record PruneOptions
{
    /// <summary>A <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>The folder to write; null for a sibling of the model's folder whose name tells the ratio.</summary>
    public string? Output { get; init; }

    /// <summary>Share of the sublayers to remove, in (0, 1); floor(ratio x number) of them go.</summary>
    public double? Ratio { get; init; }

    /// <summary>Number of sublayers to remove, at least 1.</summary>
    public int? Count { get; init; }

    /// <summary>Sublayers to remove in this order, without a search; empty to search.</summary>
    public IReadOnlyList<string> Remove { get; init; } = [];

    /// <summary>The distance that the search minimises; Jensen-Shannon as in the paper by default.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Js;

    /// <summary>A <c>.txt</c> or <c>.jsonl</c> file to calibrate on; null for the built-in text.</summary>
    public string? Calibration { get; init; }

    /// <summary>Rows of the calibration set; 10 as in the authors' code.</summary>
    public int Samples { get; init; } = 10;

    /// <summary>Tokens in each row; 256 as in the authors' code.</summary>
    public int SampleTokens { get; init; } = 256;

    /// <summary>Only sublayers of this kind may go; null for all.</summary>
    public SublayerKind? Only { get; init; }

    /// <summary>Sublayers that must stay: names, or patterns with <c>*</c> such as <c>29.*</c>.</summary>
    public IReadOnlyList<string> Protect { get; init; } = [];

    /// <summary>Threads for the runtime and for distances; null for the cores that the process may use.</summary>
    public int? Threads { get; init; }

    /// <summary>Where to run.</summary>
    public ProviderChoice Provider { get; init; }

    /// <summary>What the search may leave out; by default all that earlier steps make hopeless.</summary>
    public SearchMethod Search { get; init; }

    /// <summary>Run every candidate on every sample, also where it can win no longer: the same removals with all scores, in about half
    /// as much time again.</summary>
    public bool AllScores { get; init; }

    /// <summary>Search and return the plan, but write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Replace the output folder if it is there.</summary>
    public bool Force { get; init; }
}
