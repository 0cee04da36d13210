namespace FinerCut.Calibration;

/// <summary>A row of token ids.</summary>
/// <param name="Ids">The ids, at least two.</param>
/// <param name="Origin">Where it comes from; null where a whole set shares one origin.</param>
internal sealed record TokenRow(int[] Ids, string? Origin);
