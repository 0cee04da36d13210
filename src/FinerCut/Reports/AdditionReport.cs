namespace FinerCut.Reports;

/// <summary>An addition that was not taken for a residual.</summary>
/// <param name="Node">The node.</param>
/// <param name="Operator">Its operator.</param>
/// <param name="Sublayer">The sublayer that it is inside; null where it is in none.</param>
/// <param name="Reason">Why it is no residual.</param>
public sealed record AdditionReport(string Node, string Operator, string? Sublayer, string Reason);
