using FinerCut.Commands.Bench;

namespace FinerCut.Cli.Answers;

/// <summary>What was measured of one model, for machines.</summary>
/// <param name="Model">Path of the graph file as given or found.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="FileBytes">Bytes on disk of the graph and its external data.</param>
/// <param name="CacheBytesPerToken">Bytes that one more token adds to the caches; 0 without caches.</param>
/// <param name="MemoryBytes">By how much the resident memory of the process grew at most while the model was opened and
/// warmed up; null without a warm-up.</param>
/// <param name="Batch">Sequences in each call.</param>
/// <param name="Tests">The measurements.</param>
internal sealed record BenchModelAnswer(
    string Model,
    long Parameters,
    long FileBytes,
    long CacheBytesPerToken,
    long? MemoryBytes,
    int Batch,
    IReadOnlyList<BenchTestAnswer> Tests)
{
    /// <summary>Takes the answer from a model.</summary>
    /// <param name="model">What the library measured.</param>
    /// <returns>The same for machines.</returns>
    public static BenchModelAnswer From(BenchedModel model) => new(
        model.Model,
        model.Parameters,
        model.FileBytes,
        model.CacheBytesPerToken,
        model.MemoryBytes,
        model.Batch,
        [.. model.Measurements.Select(BenchTestAnswer.From)]);
}
