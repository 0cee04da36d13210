using FinerCut.Decoders;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>One call on its way through the segments of a decoder. The pass owns the stream between two segments, and
/// the caches of the segment that it passed last.</summary>
/// <param name="decoder">The model.</param>
/// <param name="sample">The inputs of the call, not owned; the pass begins with their stream.</param>
/// <param name="removed">The sublayers that are left out.</param>
internal sealed class ForwardPass(
    SegmentedDecoder decoder, PreparedSample sample, IReadOnlySet<SublayerName> removed) : IDisposable
{
    private Dictionary<string, OrtValue> _caches = [];
    private bool _isOwner;

    /// <summary>The inputs of the call.</summary>
    public PreparedSample Sample => sample;

    /// <summary>The stream where the pass is now; valid until the pass advances.</summary>
    public OrtValue Stream { get; private set; } = sample.Start;

    /// <summary>Takes samples through all segments, all samples through one before the next.</summary>
    /// <param name="decoder">The model.</param>
    /// <param name="samples">The samples, not owned.</param>
    /// <param name="removed">The sublayers that are left out.</param>
    /// <returns>For each sample its pass at the end of the stream; the caller disposes them.</returns>
    public static IReadOnlyList<ForwardPass> RunToEnd(
        SegmentedDecoder decoder, IReadOnlyList<PreparedSample> samples, IReadOnlySet<SublayerName> removed)
    {
        List<ForwardPass> passes = [.. samples.Select(sample => new ForwardPass(decoder, sample, removed))];
        foreach (Segment segment in decoder.Segments)
        {
            passes.ForEach(pass => pass.Advance(segment));
            decoder.Leave(segment);
        }

        return passes;
    }

    /// <summary>Goes on with another stream than the sample's: one that was kept before a later segment.</summary>
    /// <param name="stream">A stream of the sample's tokens.</param>
    /// <param name="isOwned">Whether the pass owns the stream from now on.</param>
    public void Continue(OrtValue stream, bool isOwned)
    {
        Release();
        (Stream, _isOwner) = (stream, isOwned);
    }

    /// <summary>Runs the next segment.</summary>
    /// <param name="segment">The segment that the stream enters.</param>
    /// <param name="before">The pass of the call before, which has just passed the segment and hands its caches on;
    /// null for a call that is the first.</param>
    public void Advance(Segment segment, ForwardPass? before = null)
    {
        IReadOnlyList<OrtValue> values = decoder.RunSegment(segment, removed, Stream, SidesAfter(before));
        if (values[0] != Stream)
        {
            Continue(values[0], isOwned: true);
        }

        _caches = segment.Sublayers.SelectMany(sublayer => sublayer.Caches)
            .Zip(values.Skip(1)).ToDictionary(pair => pair.First.Past.Name, pair => pair.Second);
    }

    /// <summary>The logits of the sample, once the stream is at its end.</summary>
    /// <returns>Shape <c>[tokens, vocabulary]</c>.</returns>
    public float[] ReadLogits() => decoder.Logits(Stream, sample);

    /// <summary>Writes the logits of the sample into memory of the caller's, once the stream is at its end.</summary>
    /// <param name="logits">Room for tokens times vocabulary numbers.</param>
    public void ReadLogits(Memory<float> logits) => decoder.Logits(Stream, sample, logits);

    public void Dispose() => Release();

    private IReadOnlyDictionary<string, OrtValue> SidesAfter(ForwardPass? before)
    {
        if (before is null)
        {
            return sample.Sides;
        }

        Dictionary<string, OrtValue> sides = new(sample.Sides);
        foreach ((string name, OrtValue cache) in before._caches)
        {
            sides[name] = cache;
        }

        return sides;
    }

    private void Release()
    {
        foreach (OrtValue cache in _caches.Values)
        {
            cache.Dispose();
        }

        _caches = [];
        if (_isOwner)
        {
            Stream.Dispose();
            _isOwner = false;
        }
    }
}
