namespace FinerCut.Plans;

/// <summary>What a search for a speedup measured before it began, on the machine that it ran on.</summary>
/// <param name="PrefillTokens">Tokens of the row that <c>prefill</c> means.</param>
/// <param name="Parts">The sublayers in groups of one kind and size, then the rest.</param>
public sealed record PlanLatencies(int PrefillTokens, IReadOnlyList<PlanLatency> Parts)
{
    /// <summary>The time of one token without some sublayers.</summary>
    /// <param name="removed">Their names.</param>
    /// <returns>Milliseconds, the sum of what is left.</returns>
    public double DecodeMillisecondsWithout(IReadOnlyCollection<string> removed) =>
        Sum(part => part.DecodeMilliseconds, removed);

    /// <summary>The time of a calibration row without some sublayers.</summary>
    /// <param name="removed">Their names.</param>
    /// <returns>Milliseconds, the sum of what is left.</returns>
    public double PrefillMillisecondsWithout(IReadOnlyCollection<string> removed) =>
        Sum(part => part.PrefillMilliseconds, removed);

    private double Sum(Func<PlanLatency, double> time, IReadOnlyCollection<string> removed) =>
        Parts.Sum(part =>
            time(part) * (part.Sublayers.Count == 0 ? 1 : part.Sublayers.Count(name => !removed.Contains(name))));
}
