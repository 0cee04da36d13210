using BenchmarkDotNet.Attributes;
using FinerCut.Distances;
using FinerCut.Evaluation;

namespace FinerCut.Benchmarks;

/// <summary>A calibration sample of 256 positions in a vocabulary of 49,152 words: what every candidate of a search is
/// asked for.</summary>
[MemoryDiagnoser]
public class DistanceBenchmarks
{
    private const int Positions = 256;
    private const int Vocabulary = 49_152;
    private readonly float[] _dense = new float[Positions * Vocabulary];
    private readonly float[] _pruned = new float[Positions * Vocabulary];
    private readonly int[] _ids = new int[Positions];

    /// <summary>How many threads share the positions.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Dense logits of deviation 3, pruned ones with noise of 0.5: about 0.03 nats of Jensen-Shannon
    /// divergence.</summary>
    [GlobalSetup]
    public void FillLogits()
    {
        Random random = new(1);
        for (int index = 0; index < _dense.Length; index++)
        {
            _dense[index] = 3 * NextNormal(random);
            _pruned[index] = _dense[index] + (0.5f * NextNormal(random));
        }
    }

    [Benchmark]
    public double Js() => Row(DistanceMetric.Js);

    [Benchmark]
    public double JsOfficial() => Row(DistanceMetric.JsOfficial);

    [Benchmark]
    public double Kl() => Row(DistanceMetric.Kl);

    [Benchmark]
    public double Angular() => Row(DistanceMetric.Angular);

    [Benchmark]
    public double Norm() => Row(DistanceMetric.Norm);

    [Benchmark]
    public double Loss() => NextTokenLoss.Sum(_pruned, _ids, Vocabulary, Threads);

    private double Row(DistanceMetric metric) => LogitDistance.Create(metric, Threads).Row(_dense, _pruned, Vocabulary);

    private static float NextNormal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
