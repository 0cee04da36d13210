namespace FinerCut.Cli.Consoles;

/// <summary>A column of a chart.</summary>
/// <param name="Label">What stands below.</param>
/// <param name="Value">Its height in the unit of the chart; null for what is beyond all numbers.</param>
internal sealed record ChartColumn(string Label, double? Value);
