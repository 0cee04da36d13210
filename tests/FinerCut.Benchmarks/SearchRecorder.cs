using System.Text.Json;
using FinerCut.Calibration;
using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Execution;
using FinerCut.Search;
using FinerCut.Search.Evaluation;

namespace FinerCut.Benchmarks;

/// <summary>Runs every candidate on every sample, for <see cref="SearchReplay"/>.</summary>
internal static class SearchRecorder
{
    private const double Ratio = 0.25;

    /// <summary>Writes what it finds.</summary>
    /// <param name="args">The model's folder, a file with one JSON array of ids a line, a metric, the file to
    /// write.</param>
    public static void Run(ReadOnlySpan<string> args)
    {
        using SegmentedDecoder decoder = SegmentedDecoder.Open(
            Path.Combine(args[0], "model.onnx"), new SessionFactory(ExecutionProvider.Cpu, Environment.ProcessorCount));
        int[][] ids = [.. File.ReadLines(args[1]).Select(line => JsonSerializer.Deserialize<int[]>(line)!)];
        using CalibrationSamples rows = CalibrationSamples.Prepare(decoder, new CalibrationSet("benchmark", ids));
        SearchSettings settings =
            new(LogitDistance.Create(Enum.Parse<DistanceMetric>(args[2], ignoreCase: true), decoder.Threads));
        File.WriteAllText(args[3], JsonSerializer.Serialize(Record(decoder, rows.Samples, settings)));
    }

    private static RecordedSearch Record(
        SegmentedDecoder decoder, IReadOnlyList<PreparedSample> rows, SearchSettings settings)
    {
        using CandidateEvaluator evaluator = new(decoder, rows, settings.ForEvaluation);
        int[] samples = [.. Enumerable.Range(0, rows.Count)];
        samples.Chunk(evaluator.BatchSize).ToList().ForEach(evaluator.RunDense);
        List<SublayerName> open = [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name)];
        List<RecordedStep> steps = [];
        int count = (int)(Ratio * open.Count);
        while (steps.Count < count)
        {
            SublayerName[] likely = [open[^1]];
            Dictionary<SublayerName, double[][]> profiles = open.ToDictionary(
                name => name, name => samples
                    .Select(sample => evaluator.EvaluateProbes([(name, sample, rows[sample].Length)], likely)[0])
                    .ToArray());
            SublayerName removed = open.MinBy(name => profiles[name].Sum(profile => profile[^1]));
            steps.Add(new RecordedStep(
                removed.ToString(), profiles.ToDictionary(known => known.Key.ToString(), known => known.Value)));
            open.Remove(removed);
            evaluator.Remove(removed, CancellationToken.None);
            Console.Error.WriteLine($"{steps.Count} of {count}: {removed}");
        }

        return new RecordedSearch(
            settings.Distance.Metric, [
                .. rows.Select(row => row.Length)
            ], settings.BlockTokens, [.. decoder.Map.Sublayers.Select(sublayer => sublayer.Name.ToString())], steps);
    }
}
