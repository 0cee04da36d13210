namespace FinerCut.Clients.Tests.Reports;

/// <summary>What a reader finds in a report.</summary>
internal sealed record ReportFacts
{
    public required string Title { get; init; }

    /// <summary>Addresses that the page asked for.</summary>
    public required string[] Asked { get; init; }

    /// <summary>What the browser says on its console.</summary>
    public required string[] Complaints { get; init; }

    /// <summary>Headings with their level, such as <c>H1 tales-3m</c>.</summary>
    public required string[] Headings { get; init; }

    /// <summary>Of the window, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Of the page, in pixels.</summary>
    public required int Widest { get; init; }

    /// <summary>The same with all tables shown.</summary>
    public required int WidestOpened { get; init; }

    public required int Pictures { get; init; }

    /// <summary>Tables behind pictures.</summary>
    public required int Tables { get; init; }

    /// <summary>Pictures and regions without a name for screen readers.</summary>
    public required string[] Nameless { get; init; }

    public required ReportContrast[] Contrasts { get; init; }

    /// <summary>What the Tab key reaches; empty unless the view asks for that.</summary>
    public required ReportStop[] Tabs { get; init; }

    /// <summary>The colour of the page by what was chosen and how.</summary>
    public required Dictionary<string, string> Themes { get; init; }
}
