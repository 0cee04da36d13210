namespace FinerCut.Clients.Tests.Reports;

/// <summary>What the Tab key reaches.</summary>
/// <param name="Element">Its name in HTML.</param>
/// <param name="Kind">Its classes.</param>
/// <param name="Name">What a screen reader says.</param>
/// <param name="IsMarked">Whether it is to be seen that it has the focus.</param>
/// <param name="IsVisible">Whether it is on the page, and not above it.</param>
/// <param name="Tip">What is shown as long as it has the focus; null for nothing.</param>
internal sealed record ReportStop(
    string Element, string Kind, string Name, bool IsMarked, bool IsVisible, string? Tip);
