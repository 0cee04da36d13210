using System.Globalization;
using System.Text.Json;
using FinerCut.Decoders;
using FinerCut.Search;
using FinerCut.Search.Policies;

namespace FinerCut.Benchmarks;

/// <summary>Asks the rules of a search what they would have done with other samples of a recorded one: its samples in
/// another order and, every second time, drawn with replacement. What is removed is what was removed then.</summary>
/// <param name="search">The recorded search.</param>
internal sealed class SearchReplay(RecordedSearch search)
{
    private const int Times = 100;

    private readonly SublayerName[] _sublayers = [.. search.Sublayers.Select(SublayerName.Parse)];

    /// <summary>Prints one line for each file and method.</summary>
    /// <param name="files">What <see cref="SearchRecorder"/> wrote.</param>
    public static void Run(ReadOnlySpan<string> files)
    {
        Console.WriteLine("metric  method      steps  tokens  wrong  worst");
        foreach (string file in files)
        {
            SearchReplay replay = new(JsonSerializer.Deserialize<RecordedSearch>(File.ReadAllText(file))!);
            foreach (SearchPolicyName method in Enum.GetValues<SearchPolicyName>())
            {
                replay.Print(method);
            }
        }
    }

    private void Print(SearchPolicyName method)
    {
        Outcome[] outcomes = [.. Enumerable.Range(0, Times).SelectMany(time => Replay(method, SamplesOf(time)))];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{search.Metric,-7} {method,-10} {outcomes.Length,6} {outcomes.Average(outcome => outcome.Tokens),7:0.00} "
                + $"{outcomes.Count(outcome => outcome.Excess > 0),6} "
                + $"{outcomes.Max(outcome => outcome.Excess),6:0.0 %}"));
    }

    /// <summary>The first time as they were.</summary>
    private int[] SamplesOf(int time)
    {
        Random random = new(time);
        int[] samples = [.. Enumerable.Range(0, search.Lengths.Count)];
        if (time % 2 == 0)
        {
            return time == 0 ? samples : [.. samples.OrderBy(_ => random.Next())];
        }

        return [.. samples.Select(_ => random.Next(samples.Length))];
    }

    private IEnumerable<Outcome> Replay(SearchPolicyName method, int[] samples)
    {
        SampleBlocks blocks = new([.. samples.Select(sample => search.Lengths[sample])], search.BlockTokens);
        IncrementHistory history =
            new(search.Metric, _sublayers.Index().ToDictionary(name => name.Item, name => name.Index), samples.Length);
        foreach (RecordedStep step in search.Steps)
        {
            SublayerName[] open = [.. _sublayers.Where(name => step.Profiles.ContainsKey(name.ToString()))];
            double[][][] profiles =
                [.. open.Select(name => samples.Select(sample => step.Profiles[name.ToString()][sample]).ToArray())];
            ScoreBoard board = new(open, history, blocks);
            ISearchPolicy policy = method == SearchPolicyName.Lazy
                ? new LazyPolicy(board, history)
                : new ExhaustivePolicy(board, history, scoreAll: false);
            long tokens = 0;
            while (policy.ChooseProbes(1) is [Probe probe])
            {
                policy.Learn(probe, profiles[probe.Candidate][probe.Sample][..(blocks.LastBlock(probe.Tokens) + 1)]);
                tokens += probe.Tokens;
            }

            double[] distances = [.. profiles.Select(candidate => candidate.Sum(profile => profile[^1]))];
            yield return new Outcome(
                (double)tokens / open.Length / blocks.Lengths.Sum(), (distances[board.Winner] / distances.Min()) - 1);
            SublayerName removed = SublayerName.Parse(step.Removed);
            history.Remove(removed, profiles[Array.IndexOf(open, removed)]);
        }
    }

    /// <param name="Tokens">The share of all tokens of all candidates that was run.</param>
    /// <param name="Excess">By how much the choice was worse than the best, as a share.</param>
    private readonly record struct Outcome(double Tokens, double Excess);
}
