using System.Globalization;

namespace FinerCut.Cli.Reports.Blocks;

/// <summary>An axis of a chart.</summary>
/// <param name="Label">What the numbers are, with their unit.</param>
internal sealed record ChartAxis(string Label)
{
    /// <summary>Whether only whole numbers get a tick.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the axis begins at 0 where no number is less; else it begins near the least number.</summary>
    public bool BeginsAtZero { get; init; }

    /// <summary>Writes the number of a tick.</summary>
    public Func<double, string> Format { get; init; } = number => number.ToString("G6", CultureInfo.InvariantCulture);
}
