using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>The stream before segments, for every row, in the model as pruned so far, and in the one without the
/// candidate that is likely to go next.</summary>
internal sealed class StreamStates : IDisposable
{
    private readonly IStreamStore _store;
    private readonly IReadOnlyList<int> _kept;
    private readonly HashSet<int> _spareRows = [];
    private SublayerName? _challenger;

    /// <param name="decoder">The dense model; its memory plan says what stays in memory.</param>
    /// <param name="rows">The calibration set.</param>
    /// <param name="scratch">Where to put what does not; null for nowhere.</param>
    public StreamStates(SegmentedDecoder decoder, IReadOnlyList<Row> rows, ScratchFile? scratch)
    {
        _kept = KeptSegments.Find(decoder, rows.Max(row => row.Length));
        _store = scratch is null
            ? new ResidentStreams(rows, [.. _kept.Skip(1)], decoder.ValueMemory)
            : new SpilledStreams(rows, scratch, decoder.ValueMemory);
    }

    /// <summary>The last of the segments up to some segment whose streams are kept.</summary>
    public int StartFor(int segment) => _kept.Last(kept => kept <= segment);

    /// <summary>The stream of a row before a segment that is kept; valid until <see cref="Trim"/>.</summary>
    public OrtValue At(int segment, int row) => _store.At(segment, row);

    /// <inheritdoc cref="IStreamStore.Trim"/>
    public void Trim() => _store.Trim();

    /// <summary>Takes the stream of a row after a segment, if it is one to keep.</summary>
    public void Keep(int segment, int row, OrtValue stream)
    {
        if (_kept.Contains(segment + 1))
        {
            _store.Keep(segment + 1, row, stream);
        }
    }

    /// <summary>Takes the same without a candidate; of one candidate at a time.</summary>
    public void KeepWithout(SublayerName candidate, int segment, int row, OrtValue stream)
    {
        if (_challenger != candidate)
        {
            _challenger = candidate;
            _spareRows.Clear();
        }

        _spareRows.Add(row);
        if (_kept.Contains(segment + 1))
        {
            _store.KeepSpare(segment + 1, row, stream);
        }
    }

    /// <summary>A candidate goes for good: what was taken without it counts from now on.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="segment">Its segment.</param>
    /// <returns>The rows for which that was so.</returns>
    public IReadOnlySet<int> Remove(SublayerName candidate, int segment)
    {
        HashSet<int> taken = _challenger == candidate ? [.. _spareRows] : [];
        foreach ((int row, int kept) in taken
            .SelectMany(row => _kept.Where(kept => kept > segment).Select(kept => (row, kept))))
        {
            _store.TakeSpare(kept, row);
        }

        _challenger = null;
        _spareRows.Clear();
        return taken;
    }

    public void Dispose() => _store.Dispose();
}
