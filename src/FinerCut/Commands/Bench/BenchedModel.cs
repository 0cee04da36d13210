namespace FinerCut.Commands.Bench;

/// <summary>What was measured of one model.</summary>
public sealed record BenchedModel
{
    /// <summary>Path of the graph file as given or found.</summary>
    public required string Model { get; init; }

    /// <summary>Number of weights.</summary>
    public required long Parameters { get; init; }

    /// <summary>Bytes on disk of the graph and its external data.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Bytes that one more token adds to the caches; 0 without caches.</summary>
    public required long CacheBytesPerToken { get; init; }

    /// <summary>Sequences in each call: 1, or what the graph fixes.</summary>
    public required int Batch { get; init; }

    /// <summary>By how many bytes the resident memory of this process grew at most while the model was opened and
    /// warmed up. Null without a warm-up.</summary>
    public required long? MemoryBytes { get; init; }

    /// <summary>A measurement for each test, in the order of the tests.</summary>
    public required IReadOnlyList<BenchMeasurement> Measurements { get; init; }
}
