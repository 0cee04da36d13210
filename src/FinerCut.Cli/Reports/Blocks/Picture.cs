namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A picture, with the same numbers as a table behind it.</summary>
internal abstract record Picture : ReportBlock
{
    /// <summary>What the picture is called, for those who cannot see it.</summary>
    public required string Title { get; init; }

    /// <summary>What there is to see, in a sentence or two.</summary>
    public required string Caption { get; init; }

    /// <summary>The numbers.</summary>
    public required ReportTable Table { get; init; }
}
