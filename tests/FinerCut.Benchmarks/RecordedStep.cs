namespace FinerCut.Benchmarks;

/// <summary>One step of a <see cref="RecordedSearch"/>.</summary>
/// <param name="Removed">The sublayer that went.</param>
/// <param name="Profiles">For each candidate and sample what the tokens up to the end of each block add to the
/// distance.</param>
internal sealed record RecordedStep(string Removed, IReadOnlyDictionary<string, double[][]> Profiles);
