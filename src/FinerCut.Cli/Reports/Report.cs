namespace FinerCut.Cli.Reports;

/// <summary>What a page tells of a run. Any text may hold any characters: texts of models and plans come from
/// strangers.</summary>
internal sealed record Report
{
    /// <summary>The command, such as <c>prune</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The model, in a word or two.</summary>
    public required string Subject { get; init; }

    /// <summary>What came of it, such as <c>6 of 24 sublayers removed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>When the page was made, in Coordinated Universal Time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The main figures.</summary>
    public IReadOnlyList<Headline> Headlines { get; init; } = [];

    /// <summary>What to worry about, a sentence or two each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The sections; those without blocks are left out.</summary>
    public required IReadOnlyList<ReportSection> Sections { get; init; }
}
