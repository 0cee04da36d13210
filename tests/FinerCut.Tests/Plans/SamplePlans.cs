using FinerCut.Plans;

namespace FinerCut.Tests.Plans;

internal static class SamplePlans
{
    private static readonly string[] Sublayers = ["0.attn", "0.ffn", "1.mixer", "1.ffn"];

    internal static PruningPlan Searched => new()
    {
        Removed = [new("0.attn", 0.1), new("1.mixer", 0.30000000000000004)],
        Steps =
        [
            new(
                "0.attn",
                [new("0.attn", 0.1, 10), new("0.ffn", 5e-324, 10), new("1.mixer", 1d / 3, 10), new("1.ffn", 2, 1)]),
            new("1.mixer", [
                new("0.ffn", 1.7976931348623157e308, 1),
                new("1.mixer", 0.30000000000000004, 10),
                new("1.ffn", 0.5, 3)
            ]),
        ],
        Source = new(
            "llama", 2, Sublayers, [File("model.onnx", 'a', 69_731), File("weights/modèle.data", '0', 3_000_000_000)]),
        Settings = new(0.5, 2, "js", null, ["0.ff*", "1.ffn"], 2, "cpu", Budget: new("kv-cache", "40%")),
        Latencies = new(256, [new(["0.attn"], 0.5, 12), new([], 1.25, 30)]),
        Calibration = new("built-in", 10, 256, new string('7', 64), "contiguous", 3),
        Perplexities =
        [
            new(
                "built-in",
                "windows",
                16,
                256,
                4080,
                new string('5', 64),
                31.9,
                0.4,
                36.000000000000004,
                0.5,
                1.1285,
                0.004,
                388.5),
            new("tales.txt", "windows", 1, 12, 11, new string('6', 64), 1, null, null, null, null, null, 9),
        ],
        Healing = new(
            "weights",
            "built-in",
            16,
            512,
            8192,
            1024,
            new string('9', 64),
            ["outputs", "inputs", "gains", "before_cuts"],
            2.5,
            0.30000000000000004,
            0.125,
            [new("layers.0.mlp.down_proj.weight", new string('8', 64))]),
        Work = new(12.25, 7),
        Versions = new("0.1.0", "1.31.1"),
    };

    internal static PruningPlan ByHand => new()
    {
        Removed = [new("1.ffn", null)],
        Steps = [],
        Source = new("unknown", 2, Sublayers, [File("model.onnx", 'f', 1)]),
        Settings = new(null, 1, null, "ffn", [], 1, "cuda"),
        Calibration = null,
        Work = new(0, 0),
        Versions = new("0.1.0", null),
    };

    private static PlanSourceFile File(string name, char digit, long bytes) => new(name, bytes, new string(digit, 64));
}
