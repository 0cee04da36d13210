using System.Text.Json;

namespace FinerCut.TestModels.Oracles;

/// <summary>The greedy search with one metric, by an independent implementation.</summary>
public sealed record GreedyOracle
{
    /// <summary>The sublayers in the order of their removal.</summary>
    public required IReadOnlyList<string> Order { get; init; }

    /// <summary>The metric after each removal of <see cref="Order"/>.</summary>
    public required IReadOnlyList<double> Distances { get; init; }

    /// <summary>For each step the metric of what is removed so far and the named candidate; empty where only the path
    /// is known.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, double>> Scores { get; init; }

    /// <summary>For each step every metric after it; empty where only the path is known.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, double>> After { get; init; }

    internal static GreedyOracle Read(JsonElement json)
    {
        string[] order = Json.Strings(json.GetProperty("order"));
        if (json.TryGetProperty("score", out JsonElement path))
        {
            return new() { Order = order, Distances = Json.Numbers(path), Scores = [], After = [] };
        }

        IReadOnlyDictionary<string, double>[] scores = ReadSteps(json.GetProperty("scores"));
        return new()
        {
            Order = order,
            Distances = [.. order.Select((sublayer, step) => scores[step][sublayer])],
            Scores = scores,
            After = ReadSteps(json.GetProperty("after")),
        };
    }

    private static IReadOnlyDictionary<string, double>[] ReadSteps(JsonElement steps) =>
        [.. steps.EnumerateArray().Select(Json.NumbersByName)];
}
