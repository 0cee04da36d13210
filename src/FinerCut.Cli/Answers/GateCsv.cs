using FinerCut.Commands.Gate;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut gate --csv</c> writes: a row for each place of the input.</summary>
internal static class GateCsv
{
    private static readonly string[] Columns = ["Index", "Sublayer", "Input"];

    /// <summary>Makes the rows.</summary>
    /// <param name="result">What the library did.</param>
    /// <returns>The names of the columns first.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> ListRows(GateResult result) =>
    [
        Columns,
        .. result.Sublayers.Select((sublayer, index) => new[] { CsvText.Number(index), sublayer, result.Input }),
    ];
}
