namespace FinerCut.Fuzzing.Runs;

/// <summary>A damaged file, and what is tried with it.</summary>
internal sealed record FuzzInput
{
    /// <summary>The name of the kind of input, such as <c>graphs</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>What was damaged and how, for a failure's message.</summary>
    public required string Description { get; init; }

    /// <summary>The file to damage, which is put right afterwards.</summary>
    public required string Path { get; init; }

    /// <summary>The damaged content.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Command lines. <c>-o TARGET</c> is added to the ones that write a folder.</summary>
    public required IReadOnlyList<string[]> Commands { get; init; }

    /// <summary>The sound model that a written folder is compared with where the damaged file is not part of the
    /// model's own graph, data or configuration; null compares with the damaged model itself.</summary>
    public required string Model { get; init; }
}
