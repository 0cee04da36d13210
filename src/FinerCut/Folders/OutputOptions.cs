namespace FinerCut.Folders;

/// <summary>What a run writes, and where.</summary>
public sealed record OutputOptions
{
    /// <summary>The folder to write, or for an order the file of the plan; null, the default, for a sibling of the
    /// model's folder whose name tells the amount.</summary>
    public string? Path { get; init; }

    /// <summary>Replace what is there. Off by default.</summary>
    public bool Force { get; init; }

    /// <summary>Leave each cache its number, with gaps where layers lost theirs, instead of numbering caches from 0 as
    /// every client expects. Off by default.</summary>
    public bool KeepCacheIndices { get; init; }

    /// <summary>Search and return the plan, but write nothing. Off by default.</summary>
    public bool DryRun { get; init; }
}
