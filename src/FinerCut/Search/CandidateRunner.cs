using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search;

/// <summary>Runs samples without a candidate, from the kept stream before it to the end.</summary>
internal sealed class CandidateRunner : IDisposable
{
    private readonly SegmentedDecoder _decoder;
    private readonly IReadOnlyList<PreparedSample> _samples;
    private readonly ScratchFile? _scratch;
    private readonly StreamStates _states;
    private readonly CandidateStreams _candidates;
    private readonly SampleDistances _distances;
    private readonly WorkMeter _work;
    private readonly Dictionary<SublayerName, Segment> _segments;
    private readonly HashSet<SublayerName> _removed = [];

    /// <param name="decoder">The dense model; its memory plan says what stays in memory.</param>
    /// <param name="samples">The calibration set.</param>
    /// <param name="settings">The metric, and where to put what does not fit into memory.</param>
    public CandidateRunner(SegmentedDecoder decoder, IReadOnlyList<PreparedSample> samples, SearchSettings settings)
    {
        (_decoder, _samples) = (decoder, samples);
        _segments = decoder.Segments
            .SelectMany(segment => segment.Sublayers.Select(sublayer => (sublayer.Name, segment))).ToDictionary();
        _work = new WorkMeter(decoder.Map, [.. samples.Select(sample => sample.Length)]);
        _scratch = decoder.Memory.KeepsStreams ? null : new ScratchFile(settings.ScratchFolder);
        _states = new StreamStates(decoder, samples, _scratch);
        _candidates = new CandidateStreams(_scratch, decoder.ValueMemory);
        _distances = new SampleDistances(decoder, settings, new DenseLogits(_scratch), _work);
    }

    public double ForwardEquivalents => _work.ForwardEquivalents;

    /// <summary>How many probes are worth running together.</summary>
    public int BatchSize => _decoder.BatchSize;

    public double MultiplyAdds => _work.MultiplyAdds;

    /// <summary>Runs samples through the dense model; samples come in their order.</summary>
    public void RunDense(IReadOnlyList<int> samples) => Fly(
        [.. samples.Select(sample => new Flight(sample, _samples[sample], 0, _removed))],
        (flight, segment) => _states.Keep(segment.Index, flight.Sample, flight.Stream),
        flight => _distances.AddDense(flight.Stream, flight.Row));

    /// <summary>Finds out whether the first tokens of a sample come out the same without those after them; after
    /// <see cref="RunDense"/>.</summary>
    /// <param name="tokens">How many, at least 1 and fewer than in the longest sample.</param>
    public bool CanRunStarts(int tokens)
    {
        int sample = _samples.Index().MaxBy(row => row.Item.Length).Index;
        if (_decoder.Limits.SampleLength is not null
            || !StreamStart.Exists(_samples[sample].Start, _samples[sample].Length))
        {
            return false;
        }

        bool agrees = false;
        using PreparedSample start = _decoder.Prepare(_samples[sample].Ids[..tokens]);
        Fly(
            [new Flight(sample, start, 0, _removed)],
            (_, _) => { },
            flight => agrees = _distances.AgreesWithDense(sample, flight.Stream, flight.Row, _samples[sample].Length));
        return agrees;
    }

    /// <summary>Runs samples, or starts of them.</summary>
    /// <param name="probes">Without which candidate, which sample, and how many of its tokens.</param>
    /// <param name="likely">The candidates that are likely to go, the likeliest first: its streams are worth keeping at
    /// all places, those of others before it and the rest of them.</param>
    /// <returns>For each what its tokens add to the distance by the metric; see
    /// <see cref="SampleDistances.MeasureDistances"/>.</returns>
    public IReadOnlyList<double[]> EvaluateProbes(
        IReadOnlyList<(SublayerName Name, int Sample, int Tokens)> probes, IReadOnlyList<SublayerName> likely)
    {
        List<PreparedSample> starts = [];
        try
        {
            Dictionary<Flight, int> flights = [];
            SublayerName favourite = likely[0];
            HashSet<int> next = [.. likely.Select(name => _segments[name].Index)];
            foreach ((int index, (SublayerName name, int sample, int tokens)) in probes.Index())
            {
                PreparedSample row = _samples[sample];
                if (tokens < row.Length)
                {
                    starts.Add(row = _decoder.Prepare(row.Ids[..tokens]));
                }

                flights[name == favourite ? WholeFlight(name, sample, row) : ShortFlight(name, sample, row)] = index;
            }

            double[][] profiles = new double[probes.Count][];
            Fly(
                [.. flights.Keys],
                (flight, segment) =>
                {
                    SublayerName candidate = probes[flights[flight]].Name;
                    if (candidate == favourite && flight.Row == _samples[flight.Sample])
                    {
                        _states.KeepWithout(favourite, segment.Index, flight.Sample, flight.Stream);
                    }
                    else if (next.Contains(segment.Index + 1) && _segments[candidate].Index <= segment.Index)
                    {
                        _candidates.Keep(candidate, flight.Sample, flight.Row.Length, segment.Index + 1, flight.Stream);
                    }
                },
                flight => profiles[flights[flight]] = _distances.MeasureDistances(
                    flight.Sample, flight.Stream, flight.Row, _samples[flight.Sample].Length));
            return profiles;
        }
        finally
        {
            starts.ForEach(start => start.Dispose());
        }
    }

    /// <summary>A candidate goes for good.</summary>
    public void Remove(SublayerName name, CancellationToken cancellation)
    {
        _removed.Add(name);
        _candidates.Remove(name, _segments[name].Index);
        IReadOnlySet<int> known = _states.Remove(name, _segments[name].Index);
        IReadOnlyList<int> others = [.. Enumerable.Range(0, _samples.Count).Where(sample => !known.Contains(sample))];
        UpdateFrom(_segments[name].Index, others, cancellation);
    }

    /// <summary>Goes on where several candidates have gone.</summary>
    /// <param name="names">Those that have gone.</param>
    /// <param name="multiplyAdds">The work that was done until then; what this search does comes on top.</param>
    /// <param name="cancellation">Looked at between two samples.</param>
    public void Restore(IReadOnlyList<SublayerName> names, double multiplyAdds, CancellationToken cancellation)
    {
        _work.Restore(multiplyAdds);
        _removed.UnionWith(names);
        if (names.Count > 0)
        {
            UpdateFrom(
                names.Min(name => _segments[name].Index), [.. Enumerable.Range(0, _samples.Count)], cancellation);
        }
    }

    /// <summary>What all samples of a candidate cost, in forward equivalents.</summary>
    public double CostOf(SublayerName name) =>
        _work.CostFrom([.. _decoder.Segments.Skip(_states.StartFor(_segments[name].Index))], Without(name));

    public void Dispose()
    {
        _distances.Dispose();
        _states.Dispose();
        _scratch?.Dispose();
    }

    /// <summary>Starts at the candidate; its streams can be kept from there on.</summary>
    private Flight WholeFlight(SublayerName candidate, int sample, PreparedSample row) =>
        new(sample, row, _states.StartFor(_segments[candidate].Index), Without(candidate));

    /// <summary>Starts where an earlier step came to, if that still counts.</summary>
    private Flight ShortFlight(SublayerName candidate, int sample, PreparedSample row) =>
        _candidates.FindLast(candidate, sample, row.Length) is { } last
            ? new Flight(sample, row, last.Segment, Without(candidate)) { Start = last.Stream }
            : WholeFlight(candidate, sample, row);

    private HashSet<SublayerName> Without(SublayerName candidate) => new(_removed) { candidate };

    private void UpdateFrom(int segment, IReadOnlyList<int> samples, CancellationToken cancellation)
    {
        int start = _states.StartFor(segment);
        foreach (int[] some in samples.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            Fly(
                [.. some.Select(sample => new Flight(sample, _samples[sample], start, _removed))],
                (flight, passed) => _states.Keep(passed.Index, flight.Sample, flight.Stream),
                _ => { });
        }
    }

    /// <summary>Takes flights to the end of the stream, all through one segment before the next.</summary>
    private void Fly(IReadOnlyList<Flight> flights, Action<Flight, Segment> passed, Action<Flight> arrived)
    {
        try
        {
            foreach (Segment segment in _decoder.Segments.Skip(flights.Min(flight => flight.FirstSegment)))
            {
                foreach (Flight flight in flights.Where(flight => flight.FirstSegment <= segment.Index))
                {
                    if (flight.FirstSegment == segment.Index)
                    {
                        Begin(flight);
                    }

                    flight.Move(_decoder.RunSegment(segment, flight.Removed, flight.Stream, flight.Row));
                    _work.AddSegment(segment, flight.Removed, flight.Row.Length);
                    passed(flight, segment);
                }

                _decoder.Leave(segment);
            }

            foreach (Flight flight in flights)
            {
                arrived(flight);
            }
        }
        finally
        {
            foreach (Flight flight in flights)
            {
                flight.Dispose();
            }

            _states.Trim();
        }
    }

    private void Begin(Flight flight)
    {
        if (flight.Start is { } start)
        {
            flight.Move(_candidates.Read(start));
        }
        else
        {
            OrtValue stream = _states.At(flight.FirstSegment, flight.Sample);
            flight.Begin(stream, _samples[flight.Sample].Length, _decoder.ValueMemory);
        }
    }
}
