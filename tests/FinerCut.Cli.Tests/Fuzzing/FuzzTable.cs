using System.Globalization;
using System.Text;
using FinerCut.Fuzzing.Runs;
using FinerCut.Fuzzing.Subjects;

namespace FinerCut.Cli.Tests.Fuzzing;

/// <summary>The results as the table of <c>docs/reliability.md</c>.</summary>
internal static class FuzzTable
{
    /// <summary>The kinds of failures, each a column.</summary>
    public static IReadOnlyList<(string Column, FuzzFailure Failure)> Failures { get; } =
    [
        ("crashes", FuzzFailure.Crash), ("over 10 s", FuzzFailure.Time), ("over 500 MB", FuzzFailure.Memory),
        ("exit 70",
            FuzzFailure.Internal), ("untidy failures", FuzzFailure.Untidy), ("wrong models", FuzzFailure.WrongModel),
    ];

    /// <summary>The first cell of the last row.</summary>
    public const string Total = "all";

    /// <summary>Writes the table.</summary>
    /// <param name="results">At least one result.</param>
    public static string Of(IReadOnlyList<FuzzResult> results)
    {
        string[] columns =
        [
            "damaged", "inputs", "refused", "done", "folders verified", .. Failures.Select(failure =>
                failure.Column), "longest",
            "most memory",
        ];
        StringBuilder table = new();
        table.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", columns)} |\n");
        table.Append(
            CultureInfo.InvariantCulture, $"|---|{string.Concat(Enumerable.Repeat("---:|", columns.Length - 1))}\n");
        foreach (string name in SubjectCatalog.Names)
        {
            table.Append(Row(name, [.. results.Where(result => result.Subject == name)]));
        }

        return table.Append(Row(Total, results)).ToString();
    }

    private static string Row(string name, IReadOnlyList<FuzzResult> results)
    {
        FuzzResult[] well = [.. results.Where(result => result.Failure is null)];
        int done = well.Count(result => result.Endings.All(ending => ending == "0"));
        string[] cells =
        [
            name, Number(results.Count), Number(well.Length - done), Number(done),
            Number(results.Sum(result => result.VerifiedFolders)),
            .. Failures.Select(failure => Number(results.Count(result => result.Failure == failure.Failure))),
            string.Create(CultureInfo.InvariantCulture, $"{results.Max(result => result.Seconds):f1} s"),
            string.Create(CultureInfo.InvariantCulture, $"{results.Max(result => result.MemoryBytes) / 1e6:f0} MB"),
        ];
        return $"| {string.Join(" | ", cells)} |\n";
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
