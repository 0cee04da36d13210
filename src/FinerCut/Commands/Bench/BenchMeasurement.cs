using FinerCut.Latencies;

namespace FinerCut.Commands.Bench;

/// <summary>What one test found of one model.</summary>
public sealed record BenchMeasurement
{
    /// <summary>The test.</summary>
    public required BenchTest Test { get; init; }

    /// <summary>How the model read the tokens.</summary>
    public required ReadingMode Reading { get; init; }

    /// <summary>The time of each repetition, in seconds, in their order.</summary>
    public required IReadOnlyList<double> Seconds { get; init; }

    /// <summary>Tokens in a second, of all sequences of a call, over the repetitions.</summary>
    public required Spread TokensPerSecond { get; init; }

    /// <summary>How many times as fast as the first model: above 1 is faster. Each repetition is compared with that of
    /// the first model beside it, so what slows both is not in the spread. Null for the first model.</summary>
    public required Spread? Ratio { get; init; }
}
