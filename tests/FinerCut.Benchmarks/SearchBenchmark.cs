using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Plans;
using FinerCut.Runs;
using FinerCut.Search;

namespace FinerCut.Benchmarks;

/// <summary>How much work a search does on a model, and how fast it does it, compared with plain forward passes of the
/// whole model over the same samples before and after it.</summary>
/// <param name="path">The graph file.</param>
/// <param name="rows">Token ids.</param>
/// <param name="ratio">Share of the sublayers to remove.</param>
internal sealed class SearchBenchmark(string path, IReadOnlyList<int[]> rows, double ratio)
{
    private const int Passes = 3;

    private readonly SessionFactory _sessions = new(ExecutionProvider.Cpu, Environment.ProcessorCount);

    /// <summary>Reads the arguments and prints one line for each metric and method.</summary>
    /// <param name="args">The model's folder or file, a file with one JSON array of ids a line, then metrics and
    /// methods, by default all.</param>
    public static void Run(ReadOnlySpan<string> args)
    {
        string path = Directory.Exists(args[0]) ? Path.Combine(args[0], "model.onnx") : args[0];
        string[] words = args[2..].ToArray();
        SearchBenchmark benchmark = new(
            path, [.. File.ReadLines(args[1]).Select(line => JsonSerializer.Deserialize<int[]>(line)!)], ratio: 0.25);
        Console.WriteLine("metric  method      work  seconds  dense pass  efficiency  tightest  failed  removed");
        foreach (DistanceMetric metric in new[] { DistanceMetric.Js, DistanceMetric.Angular }
            .Where(metric => Chosen(words, metric)))
        {
            foreach (SearchPolicyName method in Enum.GetValues<SearchPolicyName>()
                .Where(method => Chosen(words, method)))
            {
                benchmark.Measure(metric, method);
            }
        }
    }

    private static bool Chosen<T>(string[] words, T value)
        where T : struct, Enum =>
            words.Length == 0 || !Enum.GetNames<T>().Intersect(words, StringComparer.OrdinalIgnoreCase).Any()
            || words.Contains(value.ToString(), StringComparer.OrdinalIgnoreCase);

    private void Measure(DistanceMetric metric, SearchPolicyName method)
    {
        double before = DensePass();
        long start = Stopwatch.GetTimestamp();
        SearchResult found = Search(metric, method);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double dense = (before + DensePass()) / 2;
        PlanWork work = found.Work;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{metric,-7} {method,-10} {work.ForwardEquivalents,5:0.0} {seconds,8:0.0} {dense,11:0.00} "
                + $"{work.ForwardEquivalents * dense / seconds,11:0.00} {work.TightestBound,9:0.00} "
                + $"{work.FailedBounds,7} ")
            + string.Join(',', found.Removed.Select(removal => removal.Sublayer)));
    }

    private SearchResult Search(DistanceMetric metric, SearchPolicyName method)
    {
        using SegmentedDecoder decoder = SegmentedDecoder.Open(path, _sessions);
        using CalibrationSamples prepared = CalibrationSamples.Prepare(decoder, new CalibrationSet("benchmark", rows));
        using GreedySearch search = new(
            decoder,
            prepared,
            new SearchSettings(LogitDistance.Create(metric, decoder.Threads), method),
            new Silence());
        search.RunDense(CancellationToken.None);
        List<SublayerName> names = [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)];
        return search.FindRemovals(names, (int)(ratio * names.Count), CancellationToken.None);
    }

    /// <summary>The fastest of a few, in seconds.</summary>
    private double DensePass()
    {
        using WholeDecoder whole = WholeDecoder.Open(path, _sessions);
        return Enumerable.Range(0, Passes).Min(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            foreach (int[] ids in rows)
            {
                whole.Prefill(ids);
            }

            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        });
    }

    private sealed class Silence : IRunObserver
    {
        public void PhaseStarted(RunPhase phase, string detail)
        {
        }

        public void Progressed(double done, double total)
        {
        }

        public void StepFinished(int number, int steps, PlannedStep step, TimeSpan elapsed)
        {
        }

        public void Warned(string message)
        {
        }
    }
}
