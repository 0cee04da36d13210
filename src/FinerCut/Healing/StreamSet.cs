using FinerCut.Decoders;
using FinerCut.Execution;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Healing;

/// <summary>The streams of many samples at one place of a decoder.</summary>
internal sealed class StreamSet : IDisposable
{
    private static readonly HashSet<SublayerName> Nothing = [];

    private readonly PreparedSample[] _samples;
    private readonly OrtValue?[] _streams;

    /// <param name="decoder">The decoder; not owned.</param>
    /// <param name="samples">Token ids of each sample.</param>
    public StreamSet(SegmentedDecoder decoder, IReadOnlyList<int[]> samples)
    {
        Decoder = decoder;
        _samples = [.. samples.Select(ids => decoder.Prepare(ids))];
        _streams = new OrtValue?[samples.Count];
    }

    /// <summary>The decoder.</summary>
    public SegmentedDecoder Decoder { get; }

    /// <summary>Number of samples.</summary>
    public int Count => _samples.Length;

    /// <summary>The stream of a sample where the set is now.</summary>
    public OrtValue this[int sample] => _streams[sample] ?? _samples[sample].Start;

    /// <summary>Runs a session from the stream of a sample.</summary>
    public IReadOnlyList<OrtValue> Run(SegmentSession session, int sample) =>
        session.RunAll(this[sample], _samples[sample].Sides);

    /// <summary>Puts another stream in the place of a sample's.</summary>
    /// <param name="sample">0-based index.</param>
    /// <param name="stream">The stream; now owned.</param>
    public void Replace(int sample, OrtValue stream)
    {
        _streams[sample]?.Dispose();
        _streams[sample] = stream;
    }

    /// <summary>Takes all samples through a segment.</summary>
    public void Advance(Segment segment)
    {
        for (int sample = 0; sample < Count; sample++)
        {
            OrtValue before = this[sample];
            OrtValue after = Decoder.RunSegment(segment, Nothing, before, _samples[sample].Sides)[0];
            if (after != before)
            {
                Replace(sample, after);
            }
        }
    }

    public void Dispose()
    {
        for (int sample = 0; sample < Count; sample++)
        {
            _streams[sample]?.Dispose();
            _samples[sample].Dispose();
        }
    }
}
