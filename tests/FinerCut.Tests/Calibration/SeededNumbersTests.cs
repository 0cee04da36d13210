using FinerCut.Calibration;

namespace FinerCut.Tests.Calibration;

public class SeededNumbersTests
{
    [Fact]
    public void Fraction_FirstThree_AreThoseOfSplitMix64()
    {
        SeededNumbers numbers = new(1234567);
        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423];
        Assert.All(published, value => Assert.Equal(value / 2048 / 9007199254740992.0, numbers.Fraction()));
    }

    [Fact]
    public void Below_SmallBound_GivesEveryNumberAsOften()
    {
        SeededNumbers numbers = new(-1);
        int[] counts = new int[7];
        for (int i = 0; i < 7000; i++)
        {
            counts[numbers.Below(7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 900, 1100));
    }
}
