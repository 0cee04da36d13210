using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>Runs samples without a candidate, from the kept stream before it to the end.</summary>
internal sealed class CandidateRunner : IDisposable
{
    private readonly SegmentedDecoder _decoder;
    private readonly IReadOnlyList<Row> _rows;
    private readonly StreamStates _states;
    private readonly RowDistances _distances;
    private readonly WorkMeter _work;
    private readonly Dictionary<SublayerName, Stage> _stages;
    private readonly HashSet<SublayerName> _removed = [];

    public CandidateRunner(SegmentedDecoder decoder, IReadOnlyList<Row> rows, LogitDistance distance)
    {
        (_decoder, _rows) = (decoder, rows);
        _stages = decoder.Stages.SelectMany(stage => stage.Sublayers.Select(sublayer => (sublayer.Name, stage))).ToDictionary();
        _work = new WorkMeter(decoder.Map, [.. rows.Select(row => row.Length)]);
        _states = new StreamStates(decoder, rows, _work);
        _distances = new RowDistances(decoder, distance, _work);
    }

    public double ForwardEquivalents => _work.ForwardEquivalents;

    public double MultiplyAdds => _work.MultiplyAdds;

    /// <summary>Runs a sample through the dense model.</summary>
    public void RunDense(int sample)
    {
        _states.Update(sample, 0, _removed);
        _distances.AddDense(_states.At(_decoder.Stages.Count, sample), _rows[sample]);
    }

    /// <summary>The distance of a sample by the metric.</summary>
    public double Run(SublayerName name, int sample)
    {
        OrtValue start = _states.At(_stages[name].Index, sample);
        OrtValue end = RunToEnd(name, sample);
        double distance = _distances.Of(sample, end, _rows[sample]);
        if (end != start)
        {
            end.Dispose();
        }

        return distance;
    }

    /// <summary>A candidate goes for good.</summary>
    public void Remove(SublayerName name, CancellationToken cancellation)
    {
        _removed.Add(name);
        for (int sample = 0; sample < _rows.Count; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            _states.Update(sample, _stages[name].Index, _removed);
        }
    }

    /// <summary>Goes on where several candidates have gone.</summary>
    /// <param name="names">Those that have gone.</param>
    /// <param name="multiplyAdds">The work that was done until then.</param>
    /// <param name="cancellation">Looked at between two samples.</param>
    public void Restore(IReadOnlyList<SublayerName> names, double multiplyAdds, CancellationToken cancellation)
    {
        _removed.UnionWith(names);
        int first = names.Select(name => _stages[name].Index).DefaultIfEmpty(_decoder.Stages.Count).Min();
        for (int sample = 0; sample < _rows.Count; sample++)
        {
            cancellation.ThrowIfCancellationRequested();
            _states.Update(sample, first, _removed);
        }

        _work.MultiplyAdds = multiplyAdds;
    }

    /// <summary>What all samples of a candidate cost, in forward equivalents.</summary>
    public double CostOf(SublayerName name) => _work.CostFrom([.. _decoder.Stages.Skip(_stages[name].Index)], With(name));

    public void Dispose()
    {
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

    private HashSet<SublayerName> With(SublayerName name) => [.. _removed, name];
}
