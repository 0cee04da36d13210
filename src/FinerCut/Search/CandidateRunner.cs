using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;

namespace FinerCut.Search;

/// <summary>Runs samples without a candidate, from the kept stream before it to the end.</summary>
internal sealed class CandidateRunner : IDisposable
{
    private readonly SegmentedDecoder _decoder;
    private readonly IReadOnlyList<Row> _rows;
    private readonly ScratchFile? _scratch;
    private readonly StreamStates _states;
    private readonly RowDistances _distances;
    private readonly WorkMeter _work;
    private readonly Dictionary<SublayerName, Stage> _stages;
    private readonly HashSet<SublayerName> _removed = [];

    /// <param name="decoder">The dense model; its memory plan says what stays in memory.</param>
    /// <param name="rows">The calibration set.</param>
    /// <param name="settings">The metric, and where to put what does not fit into memory.</param>
    public CandidateRunner(SegmentedDecoder decoder, IReadOnlyList<Row> rows, SearchSettings settings)
    {
        (_decoder, _rows) = (decoder, rows);
        _stages = decoder.Stages.SelectMany(stage => stage.Sublayers.Select(sublayer => (sublayer.Name, stage))).ToDictionary();
        _work = new WorkMeter(decoder.Map, [.. rows.Select(row => row.Length)]);
        _scratch = decoder.Memory.KeepsStreams ? null : new ScratchFile(settings.ScratchFolder);
        IStreamStore store = _scratch is null ? new ResidentStreams(rows, decoder.Stages.Count) : new SpilledStreams(rows, decoder.Stages.Count, _scratch);
        _states = new StreamStates(decoder, rows, store, _work);
        _distances = new RowDistances(decoder, settings.Distance, new AnswerStore(_scratch), _work);
    }

    public double ForwardEquivalents => _work.ForwardEquivalents;

    /// <summary>How many probes are worth running together.</summary>
    public int BatchSize => _decoder.BatchSize;

    public double MultiplyAdds => _work.MultiplyAdds;

    /// <summary>Runs samples through the dense model; samples come in their order.</summary>
    public void RunDense(IReadOnlyList<int> samples)
    {
        _states.Update(samples, 0, _removed);
        foreach (int sample in samples)
        {
            _distances.AddDense(_states.At(_decoder.Stages.Count, sample), _rows[sample]);
        }

        _states.Trim(int.MaxValue);
    }

    /// <summary>The distances of samples by the metric.</summary>
    /// <param name="probes">Without which candidate, and which sample.</param>
    public IReadOnlyList<double> Run(IReadOnlyList<(SublayerName Name, int Sample)> probes)
    {
        List<Flight> flights = [.. probes.Select(probe => new Flight(probe.Sample, _stages[probe.Name].Index, new HashSet<SublayerName>(_removed) { probe.Name }))];
        try
        {
            foreach (Stage stage in _decoder.Stages.Skip(flights.Min(flight => flight.FirstStage)))
            {
                flights.Where(flight => flight.FirstStage == stage.Index).ToList().ForEach(flight => flight.Begin(_states.At(stage.Index, flight.Sample)));
                flights.Where(flight => flight.FirstStage <= stage.Index).ToList().ForEach(flight => Advance(flight, stage));
                _decoder.Leave(stage);
            }

            return [.. flights.Select(flight => _distances.Of(flight.Sample, flight.Stream!, _rows[flight.Sample]))];
        }
        finally
        {
            flights.ForEach(flight => flight.Dispose());
            _states.Trim(int.MaxValue);
        }
    }

    /// <summary>A candidate goes for good.</summary>
    public void Remove(SublayerName name, CancellationToken cancellation)
    {
        _removed.Add(name);
        UpdateFrom(_stages[name].Index, cancellation);
    }

    /// <summary>Goes on where several candidates have gone.</summary>
    /// <param name="names">Those that have gone.</param>
    /// <param name="multiplyAdds">The work that was done until then.</param>
    /// <param name="cancellation">Looked at between two samples.</param>
    public void Restore(IReadOnlyList<SublayerName> names, double multiplyAdds, CancellationToken cancellation)
    {
        _removed.UnionWith(names);
        UpdateFrom(names.Select(name => _stages[name].Index).DefaultIfEmpty(_decoder.Stages.Count).Min(), cancellation);
        _work.MultiplyAdds = multiplyAdds;
    }

    /// <summary>What all samples of a candidate cost, in forward equivalents.</summary>
    public double CostOf(SublayerName name) =>
        _work.CostFrom([.. _decoder.Stages.Skip(_stages[name].Index)], new HashSet<SublayerName>(_removed) { name });

    public void Dispose()
    {
        _distances.Dispose();
        _states.Dispose();
        _scratch?.Dispose();
    }

    private void UpdateFrom(int stage, CancellationToken cancellation)
    {
        foreach (int[] samples in Enumerable.Range(0, _rows.Count).Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            _states.Update(samples, stage, _removed);
            _states.Trim(int.MaxValue);
        }
    }

    private void Advance(Flight flight, Stage stage)
    {
        flight.Move(_decoder.Run(stage, flight.Removed, flight.Stream!, _rows[flight.Sample]));
        _work.AddStage(stage, flight.Removed, _rows[flight.Sample].Length);
    }
}
