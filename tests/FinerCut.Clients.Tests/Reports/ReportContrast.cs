namespace FinerCut.Clients.Tests.Reports;

/// <summary>How well a text of a report can be told from what is behind it.</summary>
/// <param name="Text">Its beginning.</param>
/// <param name="Ratio">From 1 to 21, by the Web Content Accessibility Guidelines.</param>
/// <param name="Opacity">1 for ink that hides what is behind it.</param>
internal sealed record ReportContrast(string Text, double Ratio, double Opacity);
