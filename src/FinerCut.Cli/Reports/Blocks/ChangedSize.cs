namespace FinerCut.Cli.Reports.Blocks;

/// <summary>A size before and after.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Before">Of the dense model.</param>
/// <param name="After">Of the pruned model.</param>
/// <param name="Format">Writes a size.</param>
internal sealed record ChangedSize(string Name, double Before, double After, Func<double, string> Format)
{
    /// <summary>What is left, from 0 to 1; 1 where there was nothing.</summary>
    public double Share => Before > 0 ? Math.Clamp(After / Before, 0, 1) : 1;
}
