using FinerCut.Commands.Bench;

namespace FinerCut.Cli.Answers;

/// <summary>What <c>finercut bench --json</c> prints; the keys are the members in snake_case, in this order.</summary>
/// <param name="Models">The models in the order given.</param>
/// <param name="Provider">Where they ran: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Threads">Threads of the runtime.</param>
/// <param name="Repetitions">How often each test was measured.</param>
/// <param name="WarmUp">How often each test was run before.</param>
/// <param name="PeakMemoryBytes">The most bytes of the process that were ever resident, with all models open.</param>
internal sealed record BenchAnswer(
    IReadOnlyList<BenchModelAnswer> Models,
    string Provider,
    int Threads,
    int Repetitions,
    int WarmUp,
    long PeakMemoryBytes)
{
    /// <summary>Takes the answer from a result.</summary>
    /// <param name="result">What the library did.</param>
    /// <returns>The same for machines.</returns>
    public static BenchAnswer From(BenchResult result) => new(
        [.. result.Models.Select(BenchModelAnswer.From)],
        result.Provider,
        result.Threads,
        result.Repetitions,
        result.WarmUp,
        result.PeakMemoryBytes);
}
