using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Evaluation;
using FinerCut.Execution;

namespace FinerCut.Healing;

/// <summary>How far the logits of models are from those of the dense one, which has run as far as its head once for
/// all.</summary>
internal sealed class HeldOutDivergence : IDisposable
{
    private static readonly HashSet<SublayerName> Nothing = [];

    private readonly IReadOnlyList<int[]> _samples;
    private readonly EvaluatedModel _dense;
    private readonly SampleStreams _streams;
    private readonly LogitDistance _distance;

    /// <param name="dense">The dense model; not owned.</param>
    /// <param name="samples">Token ids of each sample.</param>
    public HeldOutDivergence(SegmentedDecoder dense, IReadOnlyList<int[]> samples)
    {
        _samples = samples;
        _dense = new EvaluatedModel(dense, Nothing);
        _streams = _dense.RunToHead(samples);
        _distance = LogitDistance.Create(DistanceMetric.Kl, dense.Threads);
    }

    /// <summary>Measures a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="afterSample">Told after each sample.</param>
    /// <returns>The mean of the samples' KL(dense | model), in nats; no finite number where a logit is none.</returns>
    public double Measure(SegmentedDecoder model, Action afterSample)
    {
        EvaluatedModel evaluated = new(model, Nothing);
        double sum = 0;
        foreach ((int index, int[] ids) in _samples.Index())
        {
            using SampleStreams streams = evaluated.RunToHead([ids]);
            ReadOnlyMemory<float> logits = streams.ReadLogits(0);
            sum += _distance.Row(_streams.ReadLogits(index), logits, model.Vocabulary);
            afterSample();
        }

        return sum / _samples.Count;
    }

    /// <summary>Gives the streams back.</summary>
    public void Dispose() => _streams.Dispose();
}
