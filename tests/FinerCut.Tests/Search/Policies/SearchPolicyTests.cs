using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Search.Policies;

namespace FinerCut.Tests.Search.Policies;

/// <summary>What policies run next, with samples of 100 tokens in blocks of 10 and distances that are made
/// up.</summary>
public class SearchPolicyTests
{
    private const int Tokens = 100;
    private const int Block = 10;

    [Fact]
    public void ChooseProbes_FirstStep_LooksAtTheStartOfTheFirstSampleOfAll()
    {
        ExhaustivePolicy policy = Exhaustive(NewHistory(2, samples: 3));

        Assert.Equal([new Probe(0, 0, 30), new Probe(1, 0, 30)], policy.ChooseProbes(9));
    }

    [Fact]
    public void ChooseProbes_LikelyWinnerNotComplete_RunsItWhole()
    {
        ExhaustivePolicy policy = Exhaustive(NewHistory(2, samples: 2));
        Learn(policy, 0, 0, 30, 0.9);
        Learn(policy, 1, 0, 30, 0.3);

        Assert.Equal(1, policy.Board.Favourite);
        Assert.Equal([new Probe(1, 1, Tokens), new Probe(1, 0, Tokens)], policy.ChooseProbes(9));
    }

    /// <summary>The winner's distances sum up to 2, and of the other one 0.9 was seen on 30 tokens: 40 more of its
    /// second sample would do.</summary>
    [Fact]
    public void ChooseProbes_WinnerKnown_RunsAsMuchOfOthersAsProvesThemWorse()
    {
        ExhaustivePolicy policy = Exhaustive(NewHistory(2, samples: 2));
        Learn(policy, 0, 0, 30, 0.9);
        Learn(policy, 1, 0, Tokens, 1);
        Learn(policy, 1, 1, Tokens, 1);

        Assert.Equal([new Probe(0, 1, 40)], policy.ChooseProbes(9));

        Learn(policy, 0, 1, 40, 1.2);
        Assert.Empty(policy.ChooseProbes(9));
        Assert.Equal((1, 1.05), (policy.Board.Winner, Math.Round(policy.Board.DistanceOf(0), 9)));
    }

    [Fact]
    public void ChooseProbes_StartWasNotEnough_GoesOnUntilComplete()
    {
        ExhaustivePolicy policy = Exhaustive(NewHistory(2, samples: 1));
        Learn(policy, 1, 0, Tokens, 1);
        Learn(policy, 0, 0, 60, 0.5);

        Assert.Equal([new Probe(0, 0, Tokens)], policy.ChooseProbes(9));

        Learn(policy, 0, 0, Tokens, 0.8);
        Assert.Empty(policy.ChooseProbes(9));
        Assert.Equal(0, policy.Board.Winner);
    }

    [Fact]
    public void ChooseProbes_SamplesCannotBeCut_RunsThemWhole()
    {
        IncrementHistory history = NewHistory(2, samples: 2);
        ExhaustivePolicy policy =
            Exhaustive(history, new SampleBlocks([Tokens, Tokens], SampleBlocks.Whole));

        Assert.All(policy.ChooseProbes(9), probe => Assert.Equal(Tokens, probe.Tokens));
    }

    /// <summary>Each distance was 2; with 0.85 of what the other candidate added, its bound is 1.85 a sample against
    /// 1.9 of the winner, so little of one sample is needed.</summary>
    [Fact]
    public void ChooseProbes_LazyWithHistory_RunsAStartOfWhatIsNearTheWinner()
    {
        IncrementHistory history = NewHistory(9, samples: 2);
        IReadOnlyList<SublayerName> names = Names(9);
        foreach (SublayerName name in new[] { names[7], names[8] })
        {
            history.Learn(name, 0, 1);
            history.Learn(name, 1, 1);
        }

        history.Remove(names[0], [Even(1), Even(1)]);
        LazyPolicy policy = new(
            new ScoreBoard([names[7], names[8]], history, new SampleBlocks([Tokens, Tokens], Block)), history);
        Learn(policy, 0, 0, Tokens, 1.9);
        Learn(policy, 0, 1, Tokens, 1.9);

        Probe probe = Assert.Single(policy.ChooseProbes(9));

        Assert.Equal(1, probe.Candidate);
        Assert.InRange(probe.Tokens, 50, 80);
    }

    private static ExhaustivePolicy Exhaustive(IncrementHistory history) => Exhaustive(
        history, new SampleBlocks([.. Enumerable.Repeat(Tokens, history.Current.Sums.Length)], Block));

    private static ExhaustivePolicy Exhaustive(IncrementHistory history, SampleBlocks blocks) =>
        new(new ScoreBoard(Names(2), history, blocks), history, scoreAll: false);

    private static IncrementHistory NewHistory(int candidates, int samples) =>
        new(DistanceMetric.Js, Names(candidates).Index().ToDictionary(name => name.Item, name => name.Index), samples);

    private static IReadOnlyList<SublayerName> Names(int count) =>
        [.. Enumerable.Range(0, count).Select(layer => new SublayerName(layer, SublayerKind.Ffn))];

    /// <summary>Every token adds as much.</summary>
    private static void Learn(ISearchPolicy policy, int candidate, int sample, int tokens, double distance) =>
        policy.Learn(
            new Probe(candidate, sample, tokens),
            [.. Enumerable.Range(1, tokens / Block).Select(block => distance * block * Block / tokens)]);

    private static double[] Even(double distance) =>
        [.. Enumerable.Range(1, Tokens / Block).Select(block => distance * block * Block / Tokens)];
}
