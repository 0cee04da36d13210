namespace FinerCut.Clients.Tests.Reports;

/// <summary>How a report is opened.</summary>
/// <param name="File">The page.</param>
/// <param name="Width">Of the window, in pixels.</param>
/// <param name="Scheme">What the system prefers: <c>light</c> or <c>dark</c>.</param>
internal sealed record ReportView(string File, int Width, string Scheme)
{
    /// <summary>Of the window, in pixels.</summary>
    public int Height { get; init; } = 900;

    /// <summary>Whether to press the Tab key until it leaves the page.</summary>
    public bool IsWalked { get; init; }

    /// <summary>The file for a picture; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>Whether the picture shows what the window shows, and not the whole page.</summary>
    public bool IsTop { get; init; }
}
