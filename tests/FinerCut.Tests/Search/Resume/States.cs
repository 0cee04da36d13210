using System.Text.Json;
using System.Text.Json.Serialization;
using FinerCut.Plans;
using FinerCut.Search.Policies;
using FinerCut.Search.Resume;

namespace FinerCut.Tests.Search.Resume;

/// <summary>Searches to keep.</summary>
internal static class States
{
    private static readonly JsonSerializerOptions Options =
        new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static SearchInputs Inputs { get; } = new(
        new PlanSource(
            "llama",
            1,
            ["0.attn", "0.ffn"],
            [new PlanSourceFile("model.onnx", 5, "ab"), new PlanSourceFile("model.onnx.data", 7, "cd")]),
        new PlanSettings(0.25, 1, "js", null, ["0.attn"], 2, "cpu", "lazy"),
        new PlanCalibration("built-in", 2, 16, "ef", "contiguous"),
        new PlanVersions("0.1.0", "1.31.1"),
        AllScores: false);

    /// <summary>A state with every number that JSON has no word for, and some that have many digits.</summary>
    public static SearchState After(int steps) => new()
    {
        Removed = [.. Enumerable.Range(0, steps).Select(step => new PlannedRemoval($"{step}.ffn", 0.1 + (step / 3.0)))],
        Steps = [.. Enumerable.Range(0, steps).Select(step => new PlannedStep(
            $"{step}.ffn", [new CandidateScore("0.attn", double.MaxValue, 1)], 1 / 3.0))],
        History = new HistoryState
        {
            Tightness = double.PositiveInfinity,
            Failures = 3,
            Trust = 0.1 + 0.2,
            Now = [double.NegativeInfinity, -0.0, double.Epsilon],
            NowProfiles = [[1 / 3.0, 0.7], [double.PositiveInfinity], []],
            Hardness = [1 / 3.0, 1, 2],
            RemovedPlaces = [1],
            Candidates = new Dictionary<string, CandidateState>
            {
                ["0.attn"] = new()
                {
                    Increments = [double.NaN, 5e-324, -1e308],
                    SeenAfter = [0, 1, 0],
                    LastSeen = 1,
                    Trust = 0.7
                },
            },
        },
        MultiplyAdds = 123456789012345678,
        StepShares = [0.1, 0.7],
        BatchSize = 8,
        Latencies = new PlanLatencies(16, [new PlanLatency(["0.attn"], 0.1, 1 / 7.0)]),
    };

    public static string TextOf(SearchState state) => JsonSerializer.Serialize(state, Options);
}
