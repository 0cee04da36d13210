using FinerCut.Decoders;
using FinerCut.Execution;
using FinerCut.Plans;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Latencies;

/// <summary>Measures how long each kind of sublayer takes on this machine: for one token, and for a sample.</summary>
/// <remarks>A token is read with empty caches, so what attention takes over a long context is not in it. Sublayers of
/// one kind and size get the same time, the median of theirs: what differs between them is noise.</remarks>
/// <param name="decoder">The dense model.</param>
/// <param name="time">The clock.</param>
internal sealed class LatencyMeter(SegmentedDecoder decoder, TimeProvider time)
{
    private const int DecodePasses = 21;
    private const int PrefillPasses = 5;

    private readonly HashSet<SublayerName> _none = [];
    private float[] _logits = [];

    /// <summary>Measures the dense model.</summary>
    /// <param name="ids">Tokens of one sample; the first one alone is the decoding step.</param>
    /// <param name="cancellation">Looked at between two passes.</param>
    public PlanLatencies Measure(int[] ids, CancellationToken cancellation)
    {
        double[] decode = Medians(ids[..1], DecodePasses, cancellation);
        double[] prefill = Medians(ids, PrefillPasses, cancellation);
        IEnumerable<PlanLatency> sublayers = decoder.Segments
            .SelectMany(segment => segment.Sublayers.Select(sublayer => (Segment: segment, Sublayer: sublayer)))
            .GroupBy(pair =>
                (pair.Sublayer.Kind, pair.Sublayer.WeightMultiplyAdds, pair.Sublayer.MultiplyAddsPerPosition))
            .Select(group => new PlanLatency(
                [.. group.Select(pair => pair.Sublayer.Name.ToString())],
                Median(group
                    .Select(pair =>
                        decode[pair.Segment.Index] * ShareOf(pair.Sublayer, pair.Segment, sampleLength: 1))),
                Median(group
                    .Select(pair => prefill[pair.Segment.Index] * ShareOf(pair.Sublayer, pair.Segment, ids.Length)))));
        return new PlanLatencies(ids.Length, [.. sublayers, new PlanLatency([], decode[^1], prefill[^1])]);
    }

    /// <summary>Sublayers of one segment run together; each gets the part of its multiply-adds.</summary>
    private static double ShareOf(Sublayer sublayer, Segment segment, int sampleLength)
    {
        double all = segment.Sublayers.Sum(other => (double)other.MultiplyAddsPerToken(sampleLength));
        return all > 0 ? sublayer.MultiplyAddsPerToken(sampleLength) / all : 1.0 / segment.Sublayers.Count;
    }

    /// <summary>Milliseconds of each segment, then of all the rest.</summary>
    private double[] Medians(int[] ids, int passes, CancellationToken cancellation)
    {
        // All take turns, so that each finds the processor's caches as it does in use. Those that do not stay in memory
        // would be read anew for every turn.
        (int turns, int runs) = decoder.Memory.FirstKeptSegment == 0 ? (passes, 1) : (1, passes);
        List<double[]> times = [];
        for (int turn = 0; turn <= turns; turn++)
        {
            cancellation.ThrowIfCancellationRequested();
            times.Add(Turn(ids, turn == 0 ? 1 : runs, cancellation));
        }

        // The first one allocates, and tells the size of the logits.
        return [.. Enumerable.Range(0, decoder.Segments.Count + 1)
            .Select(index => Median(times.Skip(1).Select(turn => turn[index])))];
    }

    private double[] Turn(int[] ids, int runs, CancellationToken cancellation)
    {
        double[] times = new double[decoder.Segments.Count + 1];
        PreparedSample? prepared = null;
        times[^1] = MedianOf(runs, () =>
        {
            prepared?.Dispose();
            prepared = decoder.Prepare(ids);
        });
        using PreparedSample sample = prepared!;
        using ForwardPass pass = new(decoder, sample, _none);
        foreach (Segment segment in decoder.Segments)
        {
            cancellation.ThrowIfCancellationRequested();
            OrtValue? next = null;
            times[segment.Index] = MedianOf(runs, () =>
            {
                next?.Dispose();
                next = decoder.RunSegment(segment, _none, pass.Stream, sample.Sides)[0];
            });
            decoder.Leave(segment);
            pass.Continue(next!, isOwned: true);
        }

        times[^1] += MedianOf(runs, () => ComputeLogits(pass));
        return times;
    }

    private void ComputeLogits(ForwardPass pass)
    {
        int size = pass.Sample.Length * decoder.Vocabulary;
        if (size > 0 && _logits.Length >= size)
        {
            pass.ReadLogits(_logits.AsMemory(0, size));
        }
        else
        {
            _logits = pass.ReadLogits();
        }
    }

    private double MedianOf(int runs, Action run)
    {
        double[] laps = new double[runs];
        foreach (ref double lap in laps.AsSpan())
        {
            long start = time.GetTimestamp();
            run();
            lap = time.GetElapsedTime(start).TotalMilliseconds;
        }

        return Median(laps);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
