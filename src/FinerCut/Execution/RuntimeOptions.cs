namespace FinerCut.Execution;

/// <summary>Where a model runs, and how much of the machine a run may take.</summary>
public sealed record RuntimeOptions
{
    /// <summary>Threads for the runtime and for distances, from 1 to the processors that the process may use; null, the
    /// default, for its physical cores.</summary>
    public int? Threads { get; init; }

    /// <summary>The most bytes that may be resident, exceeded by about 300 MB at the most; null, the default, for most
    /// of what the machine has left and control groups allow. Weights that do not fit are read again and again, and
    /// streams go to a file beside the result.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>Where to run; by default on CUDA where CUDA loads, else on the CPU.</summary>
    public ProviderChoice Provider { get; init; }
}
