namespace FinerCut.Distances;

/// <summary>Computes the value of one position of a sample.</summary>
/// <param name="position">0-based.</param>
/// <param name="scratch">Room for this call alone, with any content.</param>
/// <returns>The value.</returns>
internal delegate double PositionValue(int position, Span<float> scratch);
