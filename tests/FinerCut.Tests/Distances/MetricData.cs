using FinerCut.Distances;

namespace FinerCut.Tests.Distances;

/// <summary>Metrics as samples of a theory.</summary>
public static class MetricData
{
    public static TheoryData<DistanceMetric> All => [.. Enum.GetValues<DistanceMetric>()];

    public static TheoryData<DistanceMetric> OfDistributions =>
        [DistanceMetric.Js, DistanceMetric.JsOfficial, DistanceMetric.Kl];
}
