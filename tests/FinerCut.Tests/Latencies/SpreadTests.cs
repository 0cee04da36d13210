using FinerCut.Latencies;

namespace FinerCut.Tests.Latencies;

public class SpreadTests
{
    [Fact]
    public void Measure_SeveralValues_DividesByOneLessThanTheirNumber()
    {
        Spread spread = Spread.Measure([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal(5, spread.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(32 / 7.0), spread.Deviation!.Value, 1e-12);
    }

    [Fact]
    public void Measure_OneValue_HasNoDeviation() => Assert.Equal(new Spread(3, null), Spread.Measure([3]));

    [Fact]
    public void Measure_Nothing_IsMisuse() => Assert.Throws<ArgumentException>(() => Spread.Measure([]));
}
