using FinerCut.Execution;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Verification;

/// <summary>One call on its way through the segments of a model.</summary>
/// <param name="sample">Its inputs; now owned.</param>
internal sealed class Course(PreparedSample sample) : IDisposable
{
    private OrtValue _stream = sample.Start;
    private Dictionary<string, OrtValue> _caches = [];

    public int Length => sample.Length;

    /// <param name="decoder">The model.</param>
    /// <param name="segment">The next segment.</param>
    /// <param name="before">The call before, which has just passed the segment; null for a prompt.</param>
    public void Advance(SegmentedDecoder decoder, Segment segment, Course? before = null)
    {
        Dictionary<string, OrtValue> sides = new(sample.Sides);
        foreach ((string name, OrtValue cache) in before?._caches ?? [])
        {
            sides[name] = cache;
        }

        IReadOnlyList<OrtValue> values = decoder.RunWithCaches(segment, _stream, sides);
        Dispose(keepSample: true);
        _stream = values[0];
        _caches = segment.Sublayers.SelectMany(sublayer => sublayer.Caches)
            .Zip(values.Skip(1)).ToDictionary(pair => pair.First.Past.Name, pair => pair.Second);
    }

    public float[] Logits(SegmentedDecoder decoder) => decoder.Logits(_stream, sample);

    public void Dispose() => Dispose(keepSample: false);

    private void Dispose(bool keepSample)
    {
        foreach (OrtValue cache in _caches.Values)
        {
            cache.Dispose();
        }

        _caches = [];
        if (_stream != sample.Start)
        {
            _stream.Dispose();
        }

        if (!keepSample)
        {
            sample.Dispose();
        }
    }
}
