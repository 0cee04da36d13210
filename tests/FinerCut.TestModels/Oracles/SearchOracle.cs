using System.Text.Json;
using FinerCut.TestModels.Files;

namespace FinerCut.TestModels.Oracles;

/// <summary>What the search must find on one model: files of <c>../shared/oracle</c>, whose README defines the
/// metrics.</summary>
public sealed class SearchOracle
{
    private SearchOracle(JsonElement json)
    {
        Ids = Json.Ids(json.GetProperty("ids"));
        Greedy = json.GetProperty("greedy").EnumerateObject()
            .ToDictionary(metric => metric.Name, metric => GreedyOracle.Read(metric.Value));
        SingleRemovals = json.TryGetProperty("single_removals", out JsonElement singles)
            ? singles.EnumerateObject()
                .ToDictionary(removal => removal.Name, removal => Json.NumbersByName(removal.Value))
            : new Dictionary<string, IReadOnlyDictionary<string, double>>();
    }

    /// <summary>The calibration set: token ids, samples of equal length.</summary>
    public int[][] Ids { get; }

    /// <summary>The searches by metric, all or some of js, js_official, kl, angular, norm, nll.</summary>
    public IReadOnlyDictionary<string, GreedyOracle> Greedy { get; }

    /// <summary>Every metric after the removal of one sublayer, by its name; empty where not known.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> SingleRemovals { get; }

    /// <summary>The full table for tales-3m; skips the running test where it is absent.</summary>
    public static SearchOracle RequireTales3M() => Require("tales-3m.search.json");

    /// <summary>The greedy paths for SmolLM2-135M-Instruct; skips the running test where they are absent.</summary>
    public static SearchOracle RequireSmolLm2() => Require("smollm2.search.json");

    private static SearchOracle Require(string file) => new(Json.Read(SharedData.Require("oracle", file)));
}
