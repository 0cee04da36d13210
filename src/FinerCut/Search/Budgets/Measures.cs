using FinerCut.Decoders;

namespace FinerCut.Search.Budgets;

/// <summary>What can be told of the sublayers without running them.</summary>
internal static class Measures
{
    /// <summary>Measures a model in a unit.</summary>
    /// <param name="unit">What to count; no speedup, which needs a clock.</param>
    /// <param name="map">The model.</param>
    /// <param name="dense">Its totals.</param>
    /// <param name="sampleLength">Tokens in a calibration sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is a speedup.</exception>
    public static Measure CreateMeasure(
        SavingUnit unit, DecoderMap map, ModelTotals dense, int sampleLength) => unit switch
        {
            SavingUnit.Parameters =>
                new Measure(dense.Parameters, Weights(map, sublayer => sublayer.Parameters, WeightFacts.Parameters)),
            SavingUnit.Bytes =>
                new Measure(dense.Bytes, Weights(map, sublayer => sublayer.SizeInBytes, WeightFacts.SizeInBytes)),
            SavingUnit.Macs =>
                new Measure(
                    dense.MultiplyAddsPerToken, Own(map, sublayer => sublayer.MultiplyAddsPerToken(sampleLength))),
            SavingUnit.KvCache =>
                new Measure(dense.KvCacheBytesPerToken, Own(map, sublayer => sublayer.CacheBytesPerToken)),
            _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "Times are measured, not counted."),
        };

    private static List<MeasuredPart> Own(DecoderMap map, Func<Sublayer, double> amount) =>
        [.. map.Sublayers.Select(sublayer => new MeasuredPart(sublayer.Name, amount(sublayer)))];

    private static List<MeasuredPart> Weights(
        DecoderMap map, Func<Sublayer, double> own, Func<Onnx.Graphs.Value, long> amount) =>
        [
            .. Own(map, own),
            .. SharedWeightFinder.Find(map).Select(weight => new MeasuredPart(weight.Owners, amount(weight.Weight)))
        ];
}
