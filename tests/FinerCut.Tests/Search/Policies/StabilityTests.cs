using FinerCut.Decoders;
using FinerCut.Distances;
using FinerCut.Search.Policies;

namespace FinerCut.Tests.Search.Policies;

public class StabilityTests
{
    [Fact]
    public void ChangesOnHalves_OneCandidateLowestEverywhere_IsZero() =>
        Assert.Equal(0, Changes([1, 1, 1, 1], [2, 2, 2, 2], [3, 1.5, 3, 3]));

    [Fact]
    public void ChangesOnHalves_WinnerByOneSample_IsTheShareOfHalvesWithoutIt() =>
        Assert.InRange(Changes([0, 2, 2, 2], [1.9, 1.9, 1.9, 1.9])!.Value, 0.4, 0.6);

    [Theory]
    [InlineData(new double[] { 1 }, new double[] { 2 })]
    public void ChangesOnHalves_OneSample_IsUnknown(params double[][] distances) => Assert.Null(Changes(distances));

    [Fact]
    public void ChangesOnHalves_OneCandidate_IsUnknown() => Assert.Null(Changes([1, 2, 3]));

    [Fact]
    public void Estimate_SampleNotRun_IsInProportionToTheWinners()
    {
        ExhaustivePolicy policy = Policy([1, 2, 4], [3, double.NaN, double.NaN]);

        Assert.Equal([3, 6, 12], Enumerable.Range(0, 3).Select(sample => policy.Estimate(1, sample)));
    }

    private static double? Changes(params double[][] distances) => Stability.ChangesOnHalves(Policy(distances));

    private static ExhaustivePolicy Policy(params double[][] distances)
    {
        SublayerName[] names =
            [.. distances.Index().Select(candidate => new SublayerName(candidate.Index, SublayerKind.Ffn))];
        int samples = distances[0].Length;
        IncrementHistory history =
            new(DistanceMetric.Js, names.Index().ToDictionary(name => name.Item, name => name.Index), samples);
        SampleBlocks blocks = new([.. Enumerable.Repeat(8, samples)], SampleBlocks.Whole);
        ExhaustivePolicy policy = new(new ScoreBoard(names, history, blocks), history, scoreAll: false);
        foreach ((int candidate, double[] row) in distances.Index())
        {
            foreach ((int sample, double distance) in row.Index().Where(item => !double.IsNaN(item.Item)))
            {
                policy.Learn(new Probe(candidate, sample, 8), [distance / 2, distance]);
            }
        }

        return policy;
    }
}
