using FinerCut.Cli.Answers;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Cli.Reports;

/// <summary>Numbers with their standard errors, which stay on one line.</summary>
internal static class EstimateText
{
    private const string PlusMinus = "\u00a0±\u00a0";

    /// <summary>A number.</summary>
    /// <param name="estimate">The number and its error.</param>
    /// <param name="format">How to write both.</param>
    public static string Of(Estimate estimate, string format) => EvalTable.Number(estimate.Value, format)
        + (estimate.StandardError is { } error ? PlusMinus + EvalTable.Number(error, format) : "");

    /// <summary>A share in percent.</summary>
    /// <param name="estimate">1 for all.</param>
    public static string Share(Estimate estimate) =>
        $"{Percent(estimate.Value)}{(estimate.StandardError is { } error ? PlusMinus + Percent(error) : "")}\u00a0%";

    private static string Percent(double share) => EvalTable.Number(share * 100, "F1");
}
