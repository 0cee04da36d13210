using System.Text.Json.Nodes;
using FinerCut.Commands.Eval;
using FinerCut.Evaluation;
using FinerCut.Evaluation.Protocols;

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
        IReadOnlyList<EvalMetric> metrics = EvalMetric.Of(result);
        IReadOnlyList<string> tasks = [.. metrics.Select(metric => metric.Task).Distinct()];
        return new JsonObject
        {
            ["results"] = Results(metrics),
            ["versions"] = Each(tasks, _ => Version),
            ["n-shot"] = Each(tasks, _ => 0),
            ["higher_is_better"] = Each(tasks, task => new JsonObject(metrics.Where(metric => metric.Task == task)
                .Select(metric => KeyValuePair.Create(metric.Name, (JsonNode?)metric.IsHigherBetter)))),
            ["n-samples"] = Samples(result),
            ["config"] = Configuration(result),
        };
    }

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

    private static JsonObject Samples(EvalResult result) => new(result.Texts.Select(text => KeyValuePair.Create(
        text.Name, (JsonNode?)new JsonObject { ["original"] = text.AllWindows, ["effective"] = text.Windows })));

    private static JsonObject Configuration(EvalResult result) => new()
    {
        ["model"] = "finercut",
        ["model_args"] = $"pretrained={result.Model}",
        ["protocol"] = ProtocolNames.Of(result.Settings.Protocol),
        ["window"] = result.Settings.Window,
        ["stride"] = result.Settings.Stride,
        ["windows"] = result.Settings.Windows,
        ["predictions"] = new JsonObject(result.Texts.Select(Predictions)),
    };

    private static KeyValuePair<string, JsonNode?> Predictions(TextScore text) => new(text.Name, text.Predictions);

    private static JsonObject Each(IReadOnlyList<string> tasks, Func<string, JsonNode> value) =>
        new(tasks.Select(task => KeyValuePair.Create(task, (JsonNode?)value(task))));

    /// <summary>JSON has no word for what is not finite.</summary>
    private static JsonValue? Number(double? value) =>
        value is { } number && double.IsFinite(number) ? JsonValue.Create(number) : null;
}
