using System.Text.Json.Nodes;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation;

namespace FinerCut.Cli.Answers;

/// <summary>The table that <c>finercut eval --csv</c> writes: a row for each number, by the names of
/// <c>--json</c>.</summary>
internal static class EvalCsv
{
    private const string ErrorEnding = "_stderr";
    private const string AllTexts = "";

    private static readonly string[] Columns = ["Model", "Role", "Task", "Metric", "Value", "Standard Error"];

    /// <summary>Makes the rows.</summary>
    /// <param name="result">What the library measured.</param>
    /// <returns>The names of the columns first.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> ListRows(EvalResult result) =>
    [
        Columns,
        .. RowsOf(result.Model, "model"),
        .. result.Dense is { } dense ? RowsOf(dense, "dense") : [],
        .. result.Plans.SelectMany(plan => RowsOf(plan, "plan")),
    ];

    private static IEnumerable<string[]> RowsOf(ModelScores scores, string role)
    {
        foreach (EvalMetric metric in EvalMetric.Of(scores))
        {
            yield return
            [
                scores.Name, role, metric.Task, metric.Name, CsvText.Number(metric.Estimate.Value),
                CsvText.Number(metric.Estimate.StandardError),
            ];
        }

        foreach (TextScore text in scores.Texts.Where(text => text.Comparison is not null))
        {
            foreach ((string name, string value, string error) in Flatten(ComparisonAnswer.From(text.Comparison!), ""))
            {
                yield return [scores.Name, role, text.Name, name, value, error];
            }
        }

        foreach ((string name, string value, string error) in scores.Generation is { } generation
            ? Flatten(GenerationScoreAnswer.From(generation), "generation.") : [])
        {
            yield return [scores.Name, role, AllTexts, name, value, error];
        }
    }

    /// <summary>The numbers of an answer with their errors; those of its parts have the part's name before a
    /// dot.</summary>
    private static IEnumerable<(string Name, string Value, string Error)> Flatten(JsonObject answer, string before) =>
        answer.Where(pair => !pair.Key.EndsWith(ErrorEnding, StringComparison.Ordinal)).SelectMany(pair =>
            pair.Value switch
            {
                JsonObject part => Flatten(part, $"{before}{pair.Key}."),
                JsonArray ranges => ranges.SelectMany(range => FlattenRange(range!.AsObject(), $"{before}{pair.Key}.")),
                JsonNode or null => [($"{before}{pair.Key}", Text(pair.Value), Text(answer[pair.Key + ErrorEnding]))],
            });

    private static IEnumerable<(string Name, string Value, string Error)> FlattenRange(
        JsonObject range, string before) =>
        Flatten(range, $"{before}{Text(range["first"])}-{Text(range["last"])}.");

    private static string Text(JsonNode? number) => number is null ? "" : number.ToJsonString();
}
