using FinerCut.Commands.Prune;
using FinerCut.Execution;

namespace FinerCut.Commands.Apply;

/// <summary>What <c>finercut apply</c> was asked to do. At most one of ratio, count and largest distance is
/// given.</summary>
public sealed record ApplyOptions
{
    /// <summary>A plan file, or a pruned folder with one.</summary>
    public required string Plan { get; init; }

    /// <summary>The model that the plan was made for: a <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>The folder to write; null for a sibling of the model's folder whose name tells the amount.</summary>
    public string? Output { get; init; }

    /// <summary>Share of the sublayers to remove, in (0, 1): the first floor(ratio x number) removals of the
    /// plan.</summary>
    public double? Ratio { get; init; }

    /// <summary>Number of removals to make, at least 1; null with neither ratio nor distance for all of the
    /// plan.</summary>
    public int? Count { get; init; }

    /// <summary>The largest distance: removals are made as long as the plan says that they lead no farther.</summary>
    public double? MaxDistance { get; init; }

    /// <summary>Threads of the runtime, at most the processors that the process may use; null for its physical
    /// cores.</summary>
    public int? Threads { get; init; }

    /// <inheritdoc cref="PruneOptions.MemoryBytes"/>
    public long? MemoryBytes { get; init; }

    /// <summary>Where to verify.</summary>
    public ProviderChoice Provider { get; init; }

    /// <summary>Leave each cache its number, as <see cref="PruneOptions.KeepCacheIndices"/>; a plan made so does it
    /// anyway.</summary>
    public bool KeepCacheIndices { get; init; }

    /// <summary>Replace the output folder if it is there.</summary>
    public bool Force { get; init; }
}
