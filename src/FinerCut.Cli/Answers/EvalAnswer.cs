using System.Text.Json.Nodes;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Protocols;
using FinerCut.Evaluation.Statistics;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut eval --json</c> prints, in the shape of lm-evaluation-harness' results.</summary>
internal static class EvalAnswer
{
    /// <summary>Version of how texts and tasks are measured; another one gives other numbers.</summary>
    public const int Version = 1;

    private const string Filter = "none";

    /// <summary>Takes the answer from a result.</summary>
    /// <param name="result">What the library measured.</param>
    /// <returns>The same for machines.</returns>
    public static JsonObject From(EvalResult result)
    {
        IReadOnlyList<EvalMetric> metrics = EvalMetric.Of(result.Model);
        IReadOnlyList<string> tasks = [.. metrics.Select(metric => metric.Task).Distinct()];
        JsonObject answer = new()
        {
            ["results"] = Results(metrics),
            ["versions"] = Each(tasks, _ => Version),
            ["n-shot"] = Each(tasks, _ => 0),
            ["higher_is_better"] = Each(tasks, task => new JsonObject(metrics.Where(metric => metric.Task == task)
                .Select(metric => KeyValuePair.Create(metric.Name, (JsonNode?)metric.IsHigherBetter)))),
            ["n-samples"] = Samples(result.Model),
            ["config"] = Configuration(result),
        };
        AddComparison(answer, result.Model);
        if (result.Dense is { } dense)
        {
            JsonObject other = new() { ["model"] = dense.Name, ["results"] = Results(EvalMetric.Of(dense)) };
            AddComparison(other, dense);
            answer["dense"] = other;
        }

        Add(answer, "plans", new JsonArray([.. result.Plans.Select(Plan)]));
        return answer;
    }

    /// <summary>JSON has no word for what is not finite.</summary>
    /// <param name="value">A number.</param>
    /// <returns>Null where it is none.</returns>
    public static JsonValue? Number(double? value) =>
        value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;

    /// <summary>Adds a number and its standard error.</summary>
    /// <param name="answer">Where to.</param>
    /// <param name="name">The key; that of the error ends in <c>_stderr</c>.</param>
    /// <param name="estimate">The number; null for nulls.</param>
    public static void Add(JsonObject answer, string name, Estimate? estimate)
    {
        answer[name] = Number(estimate?.Value);
        answer[$"{name}_stderr"] = Number(estimate?.StandardError);
    }

    private static void Add(JsonObject answer, string key, JsonNode node)
    {
        if (node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            answer[key] = node;
        }
    }

    private static JsonNode Plan(ModelScores plan)
    {
        JsonObject answer = new()
        {
            ["plan"] = plan.Name,
            ["removed"] = new JsonArray([.. plan.Removed.Select(name => JsonValue.Create(name.ToString()))]),
            ["results"] = Results(EvalMetric.Of(plan)),
        };
        AddComparison(answer, plan);
        return answer;
    }

    private static void AddComparison(JsonObject answer, ModelScores scores)
    {
        Add(answer, "comparisons", Comparisons(scores));
        if (scores.Generation is { } generation)
        {
            answer["generation"] = GenerationScoreAnswer.From(generation);
        }
    }

    private static JsonObject Comparisons(ModelScores scores) => new(scores.Texts
        .Where(text => text.Comparison is not null)
        .Select(text => KeyValuePair.Create(text.Name, (JsonNode?)ComparisonAnswer.From(text.Comparison!))));

    private static JsonObject Results(IReadOnlyList<EvalMetric> metrics)
    {
        JsonObject results = [];
        foreach (IGrouping<string, EvalMetric> task in metrics.GroupBy(metric => metric.Task))
        {
            JsonObject values = new() { ["alias"] = task.Key };
            foreach (EvalMetric metric in task)
            {
                values[$"{metric.Name},{Filter}"] = Number(metric.Estimate.Value);
                values[$"{metric.Name}_stderr,{Filter}"] = Number(metric.Estimate.StandardError);
            }

            results[task.Key] = values;
        }

        return results;
    }

    private static JsonObject Samples(ModelScores scores) => new(
        scores.Texts.Select(text => Samples(text.Name, text.AllWindows, text.Windows))
            .Concat(scores.Tasks.Select(task => Samples(task.Name, task.AllItems, task.Items))));

    private static KeyValuePair<string, JsonNode?> Samples(string name, long all, long used) =>
        new(name, new JsonObject { ["original"] = all, ["effective"] = used });

    private static JsonObject Configuration(EvalResult result) => new()
    {
        ["model"] = "finercut",
        ["model_args"] = $"pretrained={result.Model.Name}",
        ["protocol"] = ProtocolNames.Of(result.Settings.Protocol),
        ["window"] = result.Settings.Window,
        ["stride"] = result.Settings.Stride,
        ["windows"] = result.Settings.Windows,
        ["limit"] = result.Limit,
        ["predictions"] = new JsonObject(result.Model.Texts.Select(Predictions)),
    };

    private static KeyValuePair<string, JsonNode?> Predictions(TextScore text) => new(text.Name, text.Predictions);

    private static JsonObject Each(IReadOnlyList<string> tasks, Func<string, JsonNode> value) =>
        new(tasks.Select(task => KeyValuePair.Create(task, (JsonNode?)value(task))));
}
