using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Execution.Memory;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Search.Evaluation;

/// <summary>Evaluates candidates: runs samples without a candidate, from the kept stream before it to the end, and
/// compares the ends with those of the dense model. What to run is up to others.</summary>
internal sealed class CandidateEvaluator : IDisposable
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
    public CandidateEvaluator(
        SegmentedDecoder decoder, IReadOnlyList<PreparedSample> samples, EvaluationSettings settings)
    {
        (_decoder, _samples) = (decoder, samples);
        _segments = decoder.Segments
            .SelectMany(segment => segment.Sublayers.Select(sublayer => (sublayer.Name, segment))).ToDictionary();
        _work = new WorkMeter(decoder.Map, [.. samples.Select(sample => sample.Length)]);
        _scratch = decoder.Memory.KeepsStreams ? null : new ScratchFile(settings.ScratchFolder);
        _states = new StreamStates(decoder, samples, _scratch);
        _candidates = new CandidateStreams(_scratch, decoder.ValueMemory, settings.StreamsOfCandidate);
        _distances = new SampleDistances(decoder, settings, new DenseLogits(_scratch), _work);
    }

    public double ForwardEquivalents => _work.ForwardEquivalents;

    /// <summary>How many probes are worth running together.</summary>
    public int BatchSize => _decoder.BatchSize;

    public double MultiplyAdds => _work.MultiplyAdds;

    /// <summary>Runs samples through the dense model; samples come in their order.</summary>
    public void RunDense(IReadOnlyList<int> samples) => RunToEnd(
        [.. samples.Select(sample => NewPass(sample, _samples[sample], 0, _removed))],
        (each, segment) => _states.Keep(segment.Index, each.Sample, each.Pass.Stream),
        each => _distances.AddDense(each.Pass));

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
        RunToEnd(
            [NewPass(sample, start, 0, _removed)],
            (_, _) => { },
            each => agrees = _distances.AgreesWithDense(sample, each.Pass, _samples[sample].Length));
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
            Dictionary<CandidatePass, int> passes = [];
            SublayerName favourite = likely[0];
            HashSet<int> next = [.. likely.Select(name => _segments[name].Index)];
            foreach ((int index, (SublayerName name, int sample, int tokens)) in probes.Index())
            {
                PreparedSample inputs = _samples[sample];
                if (tokens < inputs.Length)
                {
                    starts.Add(inputs = _decoder.Prepare(inputs.Ids[..tokens]));
                }

                passes[name == favourite ? WholePass(name, sample, inputs) : ShortPass(name, sample, inputs)] = index;
            }

            double[][] profiles = new double[probes.Count][];
            RunToEnd(
                [.. passes.Keys],
                (each, segment) =>
                {
                    SublayerName candidate = probes[passes[each]].Name;
                    if (candidate == favourite && each.Pass.Sample == _samples[each.Sample])
                    {
                        _states.KeepWithout(favourite, segment.Index, each.Sample, each.Pass.Stream);
                    }
                    else if (next.Contains(segment.Index + 1) && _segments[candidate].Index <= segment.Index)
                    {
                        _candidates.Keep(
                            candidate, each.Sample, each.Pass.Sample.Length, segment.Index + 1, each.Pass.Stream);
                    }
                },
                each => profiles[passes[each]] = _distances.MeasureDistances(
                    each.Sample, each.Pass, _samples[each.Sample].Length));
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
    private CandidatePass WholePass(SublayerName candidate, int sample, PreparedSample inputs) =>
        NewPass(sample, inputs, _states.StartFor(_segments[candidate].Index), Without(candidate));

    /// <summary>Starts where an earlier step came to, if that still counts.</summary>
    private CandidatePass ShortPass(SublayerName candidate, int sample, PreparedSample inputs) =>
        _candidates.FindLast(candidate, sample, inputs.Length) is { } last
            ? NewPass(sample, inputs, last.Segment, Without(candidate)) with { Start = last.Stream }
            : WholePass(candidate, sample, inputs);

    private CandidatePass NewPass(
        int sample, PreparedSample inputs, int firstSegment, IReadOnlySet<SublayerName> removed) =>
        new(sample, firstSegment, removed, new ForwardPass(_decoder, inputs, removed));

    private HashSet<SublayerName> Without(SublayerName candidate) => new(_removed) { candidate };

    private void UpdateFrom(int segment, IReadOnlyList<int> samples, CancellationToken cancellation)
    {
        int start = _states.StartFor(segment);
        foreach (int[] some in samples.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            RunToEnd(
                [.. some.Select(sample => NewPass(sample, _samples[sample], start, _removed))],
                (each, passed) => _states.Keep(passed.Index, each.Sample, each.Pass.Stream),
                _ => { });
        }
    }

    /// <summary>Takes passes to the end of the stream, all through one segment before the next.</summary>
    private void RunToEnd(
        IReadOnlyList<CandidatePass> passes, Action<CandidatePass, Segment> passed, Action<CandidatePass> arrived)
    {
        try
        {
            foreach (Segment segment in _decoder.Segments.Skip(passes.Min(each => each.FirstSegment)))
            {
                foreach (CandidatePass each in passes.Where(each => each.FirstSegment <= segment.Index))
                {
                    if (each.FirstSegment == segment.Index)
                    {
                        Begin(each);
                    }

                    each.Pass.Advance(segment);
                    _work.AddSegment(segment, each.Removed, each.Pass.Sample.Length);
                    passed(each, segment);
                }

                _decoder.Leave(segment);
            }

            foreach (CandidatePass each in passes)
            {
                arrived(each);
            }
        }
        finally
        {
            foreach (CandidatePass each in passes)
            {
                each.Pass.Dispose();
            }

            _states.Trim();
        }
    }

    private void Begin(CandidatePass each)
    {
        if (each.Start is { } start)
        {
            each.Pass.Continue(_candidates.Read(start), isOwned: true);
            return;
        }

        OrtValue stream = _states.At(each.FirstSegment, each.Sample);
        int tokens = each.Pass.Sample.Length;
        bool isStart = tokens < _samples[each.Sample].Length;
        each.Pass.Continue(isStart ? _decoder.ValueMemory.Start(stream, tokens) : stream, isOwned: isStart);
    }
}
