using FinerCut.Decoders;
using FinerCut.Execution;

namespace FinerCut.Evaluation;

/// <summary>A model that reads sample after sample, each alone from position 0: a decoder without some of its
/// sublayers.</summary>
/// <param name="decoder">The decoder; not owned.</param>
/// <param name="removed">Sublayers to bypass; none for the decoder as it is.</param>
internal sealed class EvaluatedModel(SegmentedDecoder decoder, IReadOnlySet<SublayerName> removed)
{
    private Memory<float> _room;

    /// <summary>The decoder.</summary>
    public SegmentedDecoder Decoder => decoder;

    /// <summary>What is bypassed.</summary>
    public IReadOnlySet<SublayerName> Removed => removed;

    /// <summary>Tokens that the logits range over; 0 before the first ones.</summary>
    public int Vocabulary => decoder.Vocabulary;

    /// <summary>Runs some samples as far as the head.</summary>
    /// <param name="samples">Token ids of each, at least 2.</param>
    /// <returns>What gives their logits; the caller disposes it before the next samples run.</returns>
    public SampleStreams RunToHead(IReadOnlyList<int[]> samples) => new(this, samples);

    /// <summary>Room for logits, where those of the last sample were: arrays of this size would pile up until they are
    /// collected.</summary>
    /// <param name="length">Numbers wanted.</param>
    internal Memory<float> Room(int length)
    {
        if (_room.Length < length)
        {
            _room = new float[length];
        }

        return _room[..length];
    }
}
