using FinerCut.Commands.Bench;
using FinerCut.Latencies;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>Measurements as the library would give them.</summary>
internal static class MeasuredSamples
{
    private static readonly BenchTest Prompt = new(512, 0, 0);
    private static readonly BenchTest Written = new(0, 128, 0);
    private static readonly BenchTest Deep = new(0, 128, 512);

    public static BenchResult Benched { get; } = new()
    {
        Models =
        [
            new()
            {
                Model = "/models/tales-3m/model.onnx",
                Parameters = 2_973_184,
                FileBytes = 11_912_345,
                CacheBytesPerToken = 6_144,
                Batch = 1,
                MemoryBytes = 48_234_496,
                Measurements =
                [
                    Measure(Prompt, ReadingMode.OneCall, [0.125, 0.128, 0.1], null),
                    Measure(Written, ReadingMode.TokenByToken, [0.32, 0.4, 0.32], null),
                    Measure(Deep, ReadingMode.TokenByToken, [0.5, 0.5, 0.4], null),
                ],
            },
            new()
            {
                Model = "/models/tales-3m-pruned-25pct/model.onnx",
                Parameters = 2_414_592,
                FileBytes = 9_676_211,
                CacheBytesPerToken = 4_608,
                Batch = 1,
                MemoryBytes = 40_123_456,
                Measurements =
                [
                    Measure(Prompt, ReadingMode.OneCall, [0.1, 0.1, 0.08], [0.125, 0.128, 0.1]),
                    Measure(Written, ReadingMode.TokenByToken, [0.25, 0.32, 0.25], [0.32, 0.4, 0.32]),
                    Measure(Deep, ReadingMode.TokenByToken, [0.4, 0.4, 0.32], [0.5, 0.5, 0.4]),
                ],
            },
        ],
        Provider = "cpu",
        Threads = 2,
        Repetitions = 3,
        WarmUp = 1,
        PeakMemoryBytes = 187_654_321,
    };

    /// <summary>One model without caches, measured once and without a warm-up.</summary>
    public static BenchResult BenchedWithoutCaches { get; } = Benched with
    {
        Models =
        [
            Benched.Models[0] with
            {
                CacheBytesPerToken = 0,
                MemoryBytes = null,
                Measurements =
                [
                    Measure(Prompt, ReadingMode.OneCall, [0.125], null),
                    Measure(Written, ReadingMode.WholeText, [6.4], null),
                ],
            },
        ],
        Threads = 1,
        Repetitions = 1,
        WarmUp = 0,
    };

    /// <summary>One model whose calls have one token of two sequences each.</summary>
    public static BenchResult BenchedByToken { get; } = Benched with
    {
        Models =
        [
            Benched.Models[0] with
            {
                Batch = 2,
                Measurements = [Measure(Prompt, ReadingMode.TokenByToken, [0.5, 0.4, 0.5], null)],
            },
        ],
        WarmUp = 2,
    };

    private static BenchMeasurement Measure(BenchTest test, ReadingMode reading, double[] seconds, double[]? first) =>
        new()
        {
            Test = test,
            Reading = reading,
            Seconds = seconds,
            TokensPerSecond = Spread.Measure([.. seconds.Select(time => test.MeasuredTokens / time)]),
            Ratio = first is null ? null : Spread.Measure([.. first.Zip(seconds, (before, time) => before / time)]),
        };
}
