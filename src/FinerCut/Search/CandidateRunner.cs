using FinerCut.Decoders;
using FinerCut.Execution;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>Runs samples without a candidate, from the kept stream before it to the end.</summary>
internal sealed class CandidateRunner : IDisposable
{
    private const long LargestKeptInBytes = 256L << 20;

    private readonly SegmentedDecoder _decoder;
    private readonly IReadOnlyList<Row> _rows;
    private readonly StreamStates _states;
    private readonly RowDistances _distances;
    private readonly WorkMeter _work;
    private readonly Dictionary<SublayerName, Stage> _stages;
    private readonly HashSet<SublayerName> _removed = [];

    // Ends of streams that were compared quickly and may be wanted again in the same step.
    private readonly Dictionary<(SublayerName Name, int Sample), OrtValue> _ends = [];
    private long _keptInBytes;

    public CandidateRunner(SegmentedDecoder decoder, IReadOnlyList<Row> rows, SearchSettings settings)
    {
        (_decoder, _rows) = (decoder, rows);
        _stages = decoder.Stages.SelectMany(stage => stage.Sublayers.Select(sublayer => (sublayer.Name, stage))).ToDictionary();
        _work = new WorkMeter(decoder.Map, [.. rows.Select(row => row.Length)]);
        _states = new StreamStates(decoder, rows, _work);
        _distances = new RowDistances(decoder, settings, _work);
    }

    public bool HasQuick => _distances.HasQuick;

    public double ForwardEquivalents => _work.ForwardEquivalents;

    /// <summary>Runs a sample through the dense model.</summary>
    public void RunDense(int sample)
    {
        _states.Update(sample, 0, _removed);
        _distances.AddDense(_states.At(_decoder.Stages.Count, sample), _rows[sample]);
    }

    /// <summary>The distance of a sample by the metric, and the quick one; NaN where there is none.</summary>
    public (double Distance, double Quick) Run(SublayerName name, int sample)
    {
        bool wasKept = _ends.Remove((name, sample), out OrtValue? end);
        end ??= RunToEnd(name, sample);
        double quick = HasQuick && !wasKept ? _distances.QuickOf(sample, end, _rows[sample]) : double.NaN;
        double distance = _distances.Of(sample, end, _rows[sample]);
        _keptInBytes -= wasKept ? SizeOf(end) : 0;
        Release(end, name, sample);
        return (distance, quick);
    }

    /// <summary>The quick distance of a sample; its stream is kept, since the other distance is often wanted next.</summary>
    public double RunQuick(SublayerName name, int sample)
    {
        OrtValue end = RunToEnd(name, sample);
        double quick = _distances.QuickOf(sample, end, _rows[sample]);
        if (_keptInBytes + SizeOf(end) <= LargestKeptInBytes)
        {
            _ends[(name, sample)] = end;
            _keptInBytes += SizeOf(end);
        }
        else
        {
            Release(end, name, sample);
        }

        return quick;
    }

    /// <summary>A candidate goes for good.</summary>
    public void Remove(SublayerName name, CancellationToken cancellation)
    {
        ReleaseEnds();
        _removed.Add(name);
        for (int sample = 0; sample < _rows.Count; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            _states.Update(sample, _stages[name].Index, _removed);
        }
    }

    /// <summary>What all samples of a candidate cost, in forward equivalents.</summary>
    public double CostOf(SublayerName name) => _work.CostFrom([.. _decoder.Stages.Skip(_stages[name].Index)], With(name));

    public void Dispose()
    {
        ReleaseEnds();
        _distances.Dispose();
        _states.Dispose();
    }

    private OrtValue RunToEnd(SublayerName name, int sample)
    {
        HashSet<SublayerName> removed = With(name);
        int first = _stages[name].Index;
        OrtValue start = _states.At(first, sample);
        OrtValue stream = start;
        foreach (Stage stage in _decoder.Stages.Skip(first))
        {
            OrtValue next = _decoder.Run(stage, removed, stream, _rows[sample]);
            _work.AddStage(stage, removed, _rows[sample].Length);
            if (stream != start && stream != next)
            {
                stream.Dispose();
            }

            stream = next;
        }

        return stream;
    }

    private void ReleaseEnds()
    {
        foreach (((SublayerName name, int sample), OrtValue end) in _ends)
        {
            Release(end, name, sample);
        }

        _ends.Clear();
        _keptInBytes = 0;
    }

    /// <summary>Where nothing was left to compute the end is the kept stream itself.</summary>
    private void Release(OrtValue end, SublayerName name, int sample)
    {
        if (end != _states.At(_stages[name].Index, sample))
        {
            end.Dispose();
        }
    }

    private static long SizeOf(OrtValue value) => value.GetTensorSizeInBytes();

    private HashSet<SublayerName> With(SublayerName name) => [.. _removed, name];
}
