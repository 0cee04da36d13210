namespace FinerCut.Calibration.Sources;

/// <summary>A line of a <c>.jsonl</c> file; one of text and ids is there.</summary>
/// <param name="Number">1-based, empty lines counted.</param>
/// <param name="Text">The text of an object, or its messages as the chat template renders them.</param>
/// <param name="Ids">The token ids of an array, not yet compared with a vocabulary.</param>
internal sealed record JsonLine(long Number, string? Text, IReadOnlyList<long>? Ids)
{
    /// <summary>Whether a chat template made the text, which then has its special tokens.</summary>
    public bool IsChat { get; init; }
}
