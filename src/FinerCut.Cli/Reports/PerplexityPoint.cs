namespace FinerCut.Cli.Reports;

/// <summary>A perplexity that was measured.</summary>
/// <param name="Removed">Number of removed sublayers.</param>
/// <param name="Perplexity">The perplexity; null where it is no finite number.</param>
/// <param name="StandardError">Its standard error; null where nobody knows.</param>
internal sealed record PerplexityPoint(int Removed, double? Perplexity, double? StandardError);
