using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search.Evaluation;

/// <summary>The stream before segments, for every sample, in the model as pruned so far, and in the one without the
/// candidate that is likely to go next.</summary>
internal sealed class StreamStates : IDisposable
{
    private readonly IStreamStore _store;
    private readonly IReadOnlyList<int> _kept;
    private readonly HashSet<int> _spareSamples = [];
    private SublayerName? _challenger;

    /// <param name="decoder">The dense model; its memory plan says what stays in memory.</param>
    /// <param name="samples">The calibration set.</param>
    /// <param name="scratch">Where to put what does not; null for nowhere.</param>
    public StreamStates(SegmentedDecoder decoder, IReadOnlyList<PreparedSample> samples, ScratchFile? scratch)
    {
        _kept = KeptSegments.Find(decoder, samples.Max(sample => sample.Length));
        _store = scratch is null
            ? new ResidentStreams(samples, [.. _kept.Skip(1)], decoder.ValueMemory)
            : new SpilledStreams(samples, scratch, decoder.ValueMemory);
    }

    /// <summary>The last of the segments up to some segment whose streams are kept.</summary>
    public int StartFor(int segment) => _kept.Last(kept => kept <= segment);

    /// <summary>The stream of a sample before a segment that is kept; valid until <see cref="Trim"/>.</summary>
    public OrtValue At(int segment, int sample) => _store.At(segment, sample);

    /// <inheritdoc cref="IStreamStore.Trim"/>
    public void Trim() => _store.Trim();

    /// <summary>Takes the stream of a sample after a segment, if it is one to keep.</summary>
    public void Keep(int segment, int sample, OrtValue stream)
    {
        if (_kept.Contains(segment + 1))
        {
            _store.Keep(segment + 1, sample, stream);
        }
    }

    /// <summary>Takes the same without a candidate; of one candidate at a time.</summary>
    public void KeepWithout(SublayerName candidate, int segment, int sample, OrtValue stream)
    {
        if (_challenger != candidate)
        {
            _challenger = candidate;
            _spareSamples.Clear();
        }

        _spareSamples.Add(sample);
        if (_kept.Contains(segment + 1))
        {
            _store.KeepSpare(segment + 1, sample, stream);
        }
    }

    /// <summary>A candidate goes for good: what was taken without it counts from now on.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="segment">Its segment.</param>
    /// <returns>The samples for which that was so.</returns>
    public IReadOnlySet<int> Remove(SublayerName candidate, int segment)
    {
        HashSet<int> taken = _challenger == candidate ? [.. _spareSamples] : [];
        foreach ((int sample, int kept) in taken
            .SelectMany(row => _kept.Where(kept => kept > segment).Select(kept => (row, kept))))
        {
            _store.TakeSpare(kept, sample);
        }

        _challenger = null;
        _spareSamples.Clear();
        return taken;
    }

    public void Dispose() => _store.Dispose();
}
