namespace FinerCut.Search.Policies;

/// <summary>What is known of a candidate on a sample.</summary>
/// <param name="Share">The share of its tokens that were run, from the first on.</param>
/// <param name="Seen">What they add to the distance without the candidate.</param>
/// <param name="Now">What they add to it in the model as pruned so far.</param>
internal readonly record struct SampleStart(double Share, double Seen, double Now);
