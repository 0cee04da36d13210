using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Search.Resume;

namespace FinerCut.Search;

/// <summary>How a search compares, what it may leave out, and which sublayers it may take.</summary>
public sealed record SearchOptions
{
    /// <summary>The distance that the search minimises; Jensen-Shannon as in the paper by default.</summary>
    public DistanceMetric Metric { get; init; } = DistanceMetric.Js;

    /// <summary>What the search may leave out; by default what earlier steps say cannot win, which takes a quarter of
    /// the work of leaving out only what is proven useless.</summary>
    public SearchPolicyName Policy { get; init; } = SearchPolicyName.Lazy;

    /// <summary>Run every candidate on every sample, also where the candidate can no longer win: the same removals with
    /// all scores, in about half as much time again. Off by default.</summary>
    public bool AllScores { get; init; }

    /// <summary>Only sublayers of this kind may go; null, the default, for all.</summary>
    public SublayerKind? Only { get; init; }

    /// <summary>Sublayers that must stay: names, or patterns with <c>*</c> such as <c>29.*</c>. None by
    /// default.</summary>
    public IReadOnlyList<string> Protect { get; init; } = [];

    /// <summary>What to do with the search that an interrupted run kept beside the target; by default the run goes on
    /// with a search that matches.</summary>
    public ResumeMode Resume { get; init; }
}
