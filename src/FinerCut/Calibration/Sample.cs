namespace FinerCut.Calibration;

/// <summary>A sample of token ids.</summary>
/// <param name="Ids">The ids, at least two.</param>
/// <param name="Origin">Where it comes from; null where a whole set shares one origin.</param>
internal sealed record Sample(int[] Ids, string? Origin);
