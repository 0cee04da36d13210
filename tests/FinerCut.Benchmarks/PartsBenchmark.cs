using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;

namespace FinerCut.Benchmarks;

/// <summary>What the parts of a search take beside a plain pass of the whole model over the same samples: pieces one by
/// one, the head, a distance.</summary>
/// <param name="path">The graph file.</param>
/// <param name="rows">Token ids, all samples of one length.</param>
internal sealed class PartsBenchmark(string path, IReadOnlyList<int[]> rows)
{
    private const int Passes = 5;

    /// <summary>Reads the arguments and prints one line.</summary>
    /// <param name="args">The model's folder, a file with one JSON array of ids a line.</param>
    public static void Run(ReadOnlySpan<string> args) =>
        new PartsBenchmark(
            Path.Combine(args[0], "model.onnx"),
            [.. File.ReadLines(args[1]).Select(line => JsonSerializer.Deserialize<int[]>(line)!)]).Measure();

    private void Measure()
    {
        SessionFactory sessions = new(ExecutionProvider.Cpu, Environment.ProcessorCount);
        using WholeDecoder whole = WholeDecoder.Open(path, sessions);
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, sessions);
        HashSet<SublayerName> none = [];
        List<PreparedSample> prepared = [.. rows.Select(ids => decoder.Prepare(ids))];
        IReadOnlyList<ForwardPass> ends = ForwardPass.RunToEnd(decoder, prepared, none);
        float[] dense = ends[0].ReadLogits();
        float[] pruned = decoder.Logits(prepared[0], new HashSet<SublayerName> { decoder.Map.Sublayers[^1].Name });
        float[] logits = new float[dense.Length];
        LogitDistance distance = LogitDistance.Create(DistanceMetric.Js, sessions.Threads);

        double[] seconds = Fastest(
            row => whole.Prefill(rows[row]),
            row => ForwardPass.RunToEnd(decoder, [prepared[row]], none)[0].Dispose(),
            row => ends[row].ReadLogits(logits),
            _ => distance.Row(dense, pruned, decoder.Vocabulary));

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"plain {seconds[0]:0.00}  pieces {seconds[1]:0.00}  head {seconds[2]:0.00}  js {seconds[3]:0.00}  (pieces "
                + $"+ head) / plain {(seconds[1] + seconds[2]) / seconds[0]:0.00}"));
        ends.ToList().ForEach(end => end.Dispose());
        prepared.ForEach(row => row.Dispose());
    }

    /// <summary>The parts take turns, so that a busy moment of the machine does not hit one alone.</summary>
    private double[] Fastest(params Action<int>[] parts)
    {
        double[] fastest = [.. parts.Select(_ => double.PositiveInfinity)];
        foreach ((int index, Action<int> part) in Enumerable.Repeat(parts.Index(), Passes).SelectMany(pass => pass))
        {
            long start = Stopwatch.GetTimestamp();
            for (int row = 0; row < rows.Count; row++)
            {
                part(row);
            }

            fastest[index] = Math.Min(fastest[index], Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return fastest;
    }
}
