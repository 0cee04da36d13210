namespace FinerCut.Reports;

/// <summary>What one step of a search found of a sublayer.</summary>
/// <param name="Step">1-based.</param>
/// <param name="Distance">Distance without all earlier removals and without the sublayer, in the unit of the metric; a
/// lower bound where <paramref name="Samples"/> are not all.</param>
/// <param name="Samples">Samples that the candidate was run on to their end.</param>
public sealed record SublayerScore(int Step, double Distance, int Samples);
