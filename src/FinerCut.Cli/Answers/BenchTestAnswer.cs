using System.Text.Json;
using FinerCut.Commands.Bench;

namespace FinerCut.Cli.Answers;

/// <summary>One measurement for machines.</summary>
/// <param name="Test">The name, such as <c>tg128 @ d512</c>.</param>
/// <param name="PromptTokens">Tokens of the prompt that was read; 0 where tokens were written.</param>
/// <param name="GenerateTokens">Tokens that were written one by one; 0 where a prompt was read.</param>
/// <param name="Depth">Tokens that the model had read before.</param>
/// <param name="Reading"><c>one_call</c>, <c>token_by_token</c>, or <c>whole_text</c> for a model without
/// caches.</param>
/// <param name="TokensPerSecond">Mean over the repetitions.</param>
/// <param name="TokensPerSecondDeviation">Their standard deviation; null for a single repetition.</param>
/// <param name="Ratio">How many times as fast as the first model, the mean over pairs of repetitions; null for the
/// first model.</param>
/// <param name="RatioDeviation">Standard deviation of the ratio; null for a single repetition and for the first
/// model.</param>
/// <param name="Seconds">Time of each repetition.</param>
internal sealed record BenchTestAnswer(
    string Test,
    int PromptTokens,
    int GenerateTokens,
    int Depth,
    string Reading,
    double TokensPerSecond,
    double? TokensPerSecondDeviation,
    double? Ratio,
    double? RatioDeviation,
    IReadOnlyList<double> Seconds)
{
    /// <summary>Takes the answer from a measurement.</summary>
    /// <param name="measurement">What the library measured.</param>
    /// <returns>The same for machines.</returns>
    public static BenchTestAnswer From(BenchMeasurement measurement) => new(
        measurement.Test.Name,
        measurement.Test.PromptTokens,
        measurement.Test.GenerateTokens,
        measurement.Test.Depth,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(measurement.Reading.ToString()),
        measurement.TokensPerSecond.Mean,
        measurement.TokensPerSecond.Deviation,
        measurement.Ratio?.Mean,
        measurement.Ratio?.Deviation,
        measurement.Seconds);
}
