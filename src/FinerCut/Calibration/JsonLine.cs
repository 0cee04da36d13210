namespace FinerCut.Calibration;

/// <summary>A line of a <c>.jsonl</c> file; one of text and ids is there.</summary>
/// <param name="Number">1-based, empty lines counted.</param>
/// <param name="Text">The field <c>text</c> of an object.</param>
/// <param name="Ids">The token ids of an array, not yet compared with a vocabulary.</param>
internal sealed record JsonLine(long Number, string? Text, IReadOnlyList<long>? Ids);
