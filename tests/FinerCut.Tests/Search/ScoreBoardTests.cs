using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Search;

namespace FinerCut.Tests.Search;

/// <summary>What a board runs next, with samples of 100 tokens in blocks of 10 and distances that are made
/// up.</summary>
public class ScoreBoardTests
{
    private const int Tokens = 100;
    private const int Block = 10;

    [Fact]
    public void Next_FirstStep_LooksAtTheStartOfTheFirstSampleOfAll()
    {
        ExhaustivePolicy board = Exhaustive(NewHistory(2, samples: 3));

        Assert.Equal([new Probe(0, 0, 30), new Probe(1, 0, 30)], board.Next(9));
    }

    [Fact]
    public void Next_LikelyWinnerNotComplete_RunsItWhole()
    {
        ExhaustivePolicy board = Exhaustive(NewHistory(2, samples: 2));
        Add(board, 0, 0, 30, 0.9);
        Add(board, 1, 0, 30, 0.3);

        Assert.Equal(1, board.Favourite);
        Assert.Equal([new Probe(1, 1, Tokens), new Probe(1, 0, Tokens)], board.Next(9));
    }

    /// <summary>The winner's distances sum up to 2, and of the other one 0.9 was seen on 30 tokens: 40 more of its
    /// second sample would do.</summary>
    [Fact]
    public void Next_WinnerKnown_RunsAsMuchOfOthersAsProvesThemWorse()
    {
        ExhaustivePolicy board = Exhaustive(NewHistory(2, samples: 2));
        Add(board, 0, 0, 30, 0.9);
        Add(board, 1, 0, Tokens, 1);
        Add(board, 1, 1, Tokens, 1);

        Assert.Equal([new Probe(0, 1, 40)], board.Next(9));

        Add(board, 0, 1, 40, 1.2);
        Assert.Empty(board.Next(9));
        Assert.Equal((1, 1.05), (board.Winner, Math.Round(board.DistanceOf(0), 9)));
    }

    [Fact]
    public void Next_StartWasNotEnough_GoesOnUntilComplete()
    {
        ExhaustivePolicy board = Exhaustive(NewHistory(2, samples: 1));
        Add(board, 1, 0, Tokens, 1);
        Add(board, 0, 0, 60, 0.5);

        Assert.Equal([new Probe(0, 0, Tokens)], board.Next(9));

        Add(board, 0, 0, Tokens, 0.8);
        Assert.Empty(board.Next(9));
        Assert.Equal(0, board.Winner);
    }

    [Fact]
    public void Next_SamplesCannotBeCut_RunsThemWhole()
    {
        IncrementHistory history = NewHistory(2, samples: 2);
        ExhaustivePolicy board =
            new(Names(2), history, new SampleBlocks([Tokens, Tokens], SampleBlocks.Whole), scoreAll: false);

        Assert.All(board.Next(9), probe => Assert.Equal(Tokens, probe.Tokens));
    }

    /// <summary>Each distance was 2; with 0.85 of what the other candidate added, its bound is 1.85 a sample against
    /// 1.9 of the winner, so little of one sample is needed.</summary>
    [Fact]
    public void Next_LazyWithHistory_RunsAStartOfWhatIsNearTheWinner()
    {
        IncrementHistory history = NewHistory(9, samples: 2);
        IReadOnlyList<SublayerName> names = Names(9);
        foreach (SublayerName name in new[] { names[7], names[8] })
        {
            history.Learn(name, 0, 1);
            history.Learn(name, 1, 1);
        }

        history.Remove(names[0], [Even(1), Even(1)]);
        LazyPolicy board = new([names[7], names[8]], history, new SampleBlocks([Tokens, Tokens], Block));
        Add(board, 0, 0, Tokens, 1.9);
        Add(board, 0, 1, Tokens, 1.9);

        Probe probe = Assert.Single(board.Next(9));

        Assert.Equal(1, probe.Candidate);
        Assert.InRange(probe.Tokens, 50, 80);
    }

    private static ExhaustivePolicy Exhaustive(IncrementHistory history) =>
        new(
            Names(2),
            history,
            new SampleBlocks([.. Enumerable.Repeat(Tokens, history.Current.Sums.Length)], Block),
            scoreAll: false);

    private static IncrementHistory NewHistory(int candidates, int samples) =>
        new(DistanceMetric.Js, Names(candidates).Index().ToDictionary(name => name.Item, name => name.Index), samples);

    private static IReadOnlyList<SublayerName> Names(int count) =>
        [.. Enumerable.Range(0, count).Select(layer => new SublayerName(layer, SublayerKind.Ffn))];

    /// <summary>Every token adds as much.</summary>
    private static void Add(ScoreBoard board, int candidate, int sample, int tokens, double distance) =>
        board.Add(
            new Probe(candidate, sample, tokens),
            [.. Enumerable.Range(1, tokens / Block).Select(block => distance * block * Block / tokens)]);

    private static double[] Even(double distance) =>
        [.. Enumerable.Range(1, Tokens / Block).Select(block => distance * block * Block / Tokens)];
}
