using FinerCut.Decoders;
using FinerCut.Plans;
using FinerCut.Search.Budgets;

namespace FinerCut.Latencies;

/// <summary>Times as something that can be saved.</summary>
internal static class LatencyMeasure
{
    /// <summary>Takes the times of one token, or of a sample.</summary>
    /// <param name="latencies">What was measured.</param>
    /// <param name="unit">Which of the two speedups.</param>
    public static Measure CreateMeasure(PlanLatencies latencies, SavingUnit unit)
    {
        bool isDecode = unit == SavingUnit.DecodeSpeedup;
        double dense = isDecode ? latencies.DecodeMillisecondsWithout([]) : latencies.PrefillMillisecondsWithout([]);
        return new Measure(dense, [.. latencies.Parts.SelectMany(part => part.Sublayers.Select(name =>
            new MeasuredPart(
                SublayerName.Parse(name), isDecode ? part.DecodeMilliseconds : part.PrefillMilliseconds)))]);
    }
}
