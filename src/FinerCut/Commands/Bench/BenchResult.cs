namespace FinerCut.Commands.Bench;

/// <summary>What <c>bench</c> measured.</summary>
public sealed record BenchResult
{
    /// <summary>The models in the order given; the others are compared with the first.</summary>
    public required IReadOnlyList<BenchedModel> Models { get; init; }

    /// <summary>Where they ran: <c>cpu</c> or <c>cuda</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Threads of the runtime.</summary>
    public required int Threads { get; init; }

    /// <summary>How often each test was measured.</summary>
    public required int Repetitions { get; init; }

    /// <summary>How often each test was run before.</summary>
    public required int WarmUp { get; init; }

    /// <summary>The most bytes of this process that were ever resident, with all models open.</summary>
    public required long PeakMemoryBytes { get; init; }
}
