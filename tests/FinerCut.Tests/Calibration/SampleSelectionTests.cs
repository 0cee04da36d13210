using FinerCut.Calibration;

namespace FinerCut.Tests.Calibration;

public class SampleSelectionTests
{
    [Fact]
    public void Choose_NoSeed_AsksForNoMoreThanTheFirst()
    {
        int asked = 0;
        IEnumerable<Sample> samples = Samples(100).Select(sample =>
        {
            asked++;
            return sample;
        });
        Assert.Equal([0, 1, 2], Numbers(SampleSelection.Choose(samples, 3, null)));
        Assert.Equal(3, asked);
    }

    [Fact]
    public void Choose_Seed_GivesDistinctSamplesInOrderAndTheSameAgain()
    {
        int[] chosen = Numbers(SampleSelection.Choose(Samples(1000), 10, 4));
        Assert.Equal(chosen.Distinct().Order(), chosen);
        Assert.Equal(10, chosen.Length);
        Assert.Equal(chosen, Numbers(SampleSelection.Choose(Samples(1000), 10, 4)));
        Assert.NotEqual(chosen, Numbers(SampleSelection.Choose(Samples(1000), 10, 5)));
    }

    [Fact]
    public void Choose_ManySeeds_TakeEverySampleAsOften()
    {
        int[] counts = new int[20];
        foreach (int sample in Enumerable.Range(0, 2000)
            .SelectMany(seed => Numbers(SampleSelection.Choose(Samples(20), 5, seed))))
        {
            counts[sample]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 420, 580));
    }

    [Fact]
    public void Choose_FewerSamplesThanWanted_GivesAll() =>
        Assert.Equal([0, 1], Numbers(SampleSelection.Choose(Samples(2), 5, 1)));

    private static IEnumerable<Sample> Samples(int count) =>
        Enumerable.Range(0, count).Select(number => new Sample([number, number], null));

    private static int[] Numbers(IReadOnlyList<Sample> samples) => [.. samples.Select(sample => sample.Ids[0])];
}
