using System.Globalization;
using FinerCut.Cli.Tests.Documentation;
using FinerCut.Fuzzing.Subjects;

namespace FinerCut.Cli.Tests.Fuzzing;

/// <summary>The page shows the table of a whole run without a failure.</summary>
public class ReliabilityPageTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadAllLines(MarkdownPage.InRepository("docs/reliability.md"))
            .SkipWhile(line => !line.StartsWith("| damaged | inputs |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    [Fact]
    public void Table_FirstCells_AreTheKindsOfInputs() =>
        Assert.Equal([.. SubjectCatalog.Names, FuzzTable.Total], Rows.Skip(2).Select(row => row[0]));

    [Fact]
    public void Table_Inputs_AreThoseOfALongRun() =>
        Assert.Equal(FuzzTests.InputsOnDemand.ToString("N0", CultureInfo.InvariantCulture), Rows[^1][1]);

    [Fact]
    public void Table_Failures_AreNone() => Assert.All(
        FuzzTable.Failures.Select(failure => Array.IndexOf(Rows[0], failure.Column)),
        column => Assert.All(Rows.Skip(2), row => Assert.Equal("0", row[column])));
}
