using FinerCut.Commands.Sweep;

namespace FinerCut.Tests.Commands.Sweep;

public class RatioChoiceTests
{
    private readonly List<string> _warnings = [];

    [Fact]
    public void Choose_EachRatioAnotherNumber_TakesAll()
    {
        Assert.Equal([(0.1, 6), (0.25, 15), (0.29, 17)], Choose([0.1, 0.25, 0.29], 60, 17));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void Choose_NothingRepeatedTooLarge_AreLeftOutWithAReason()
    {
        Assert.Equal([(0.25, 2), (0.5, 4)], Choose([0.05, 0.1, 0.25, 0.3, 0.5, 0.75, 0.9], 8, 4));
        Assert.Equal(
            [
                "Left out 0.05, 0.1: of 8 sublayers these are less than one.",
                "Left out 0.3: a smaller ratio already removes as many sublayers.",
                "Left out 0.75, 0.9: only 4 of 8 sublayers may go.",
            ],
            _warnings);
    }

    [Fact]
    public void Choose_OrderEndsBetweenTwoRatios_EndsWithTheWholeOrder() =>
        Assert.Equal([(0.25, 2), (3 / 8.0, 3)], Choose([0.25, 0.5], 8, 3));

    private IReadOnlyList<(double Ratio, int Count)> Choose(double[] ratios, int sublayers, int planned) =>
        RatioChoice.Choose(ratios, sublayers, planned, _warnings.Add);
}
