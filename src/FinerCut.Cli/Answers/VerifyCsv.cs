using FinerCut.Commands.Verify;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut verify --csv</c> writes: a row for each check.</summary>
internal static class VerifyCsv
{
    private static readonly string[] Columns = ["Check", "Result", "Detail"];

    /// <summary>Makes the rows.</summary>
    /// <param name="result">What the library found.</param>
    /// <returns>The names of the columns first.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> ListRows(VerifyResult result) =>
    [
        Columns,
        .. result.Findings.Select(finding => new[]
        {
            finding.Check, finding.Result.ToString().ToLowerInvariant(), finding.Detail,
        }),
    ];
}
