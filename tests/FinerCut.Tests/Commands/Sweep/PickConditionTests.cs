using FinerCut.Commands.Sweep;
using FinerCut.Decoders;
using FinerCut.Onnx;
using FinerCut.Plans;

namespace FinerCut.Tests.Commands.Sweep;

public class PickConditionTests
{
    private static readonly ModelTotals Dense = new(60, 1000, 4000, 500, 96);

    private static readonly PlanPerplexity Perplexity =
        new("held-out.txt", "windows", 4, 256, 1020, "", 20, 1, 20, 1, 1, 0.01, 300);

    private static readonly SweepPoint[] Points =
    [
        Point(0.1, 6, 0.05, 3600, 21),
        Point(0.2, 12, 0.12, 3200, 23.5),
        Point(0.3, 18, 0.4, 2800, 31),
    ];

    [Theory]
    [InlineData("perplexity<=1.1x", 0.1)]
    [InlineData("perplexity<=1.175x", 0.2)]
    [InlineData("perplexity <= 30", 0.2)]
    [InlineData("Perplexity<=40", 0.3)]
    [InlineData("distance<=0.12", 0.2)]
    [InlineData("bytes<=0.8x", 0.3)]
    [InlineData("bytes<=3.2kB", 0.3)]
    [InlineData("perplexity<=1.2x,bytes<=0.8x", 0.2)]
    [InlineData("perplexity<=1.05x,bytes<=0.8x", null)]
    [InlineData("perplexity<=1x", null)]
    public void Pick_EachCondition_IsTheLargestRatioThatKeepsIt(string text, double? expected) =>
        Assert.Equal(expected, PickCondition.Parse(text).Pick(Points, Dense)?.Ratio);

    [Theory]
    [InlineData("perplexity<=2x", "perplexity-2x")]
    [InlineData("perplexity <= 30, distance<=0.1", "perplexity-30-distance-0.1")]
    public void Name_Condition_IsPartOfAFolderName(string text, string expected) =>
        Assert.Equal(expected, PickCondition.Parse(text).Name);

    [Fact]
    public void Pick_OneTextBeyondTheLimit_DoesNotHold()
    {
        SweepPoint two = Points[0] with
        {
            Perplexities = [.. Points[0].Perplexities, Perplexity with { Text = "code.md", Pruned = 90, Ratio = 4.5 }],
        };
        Assert.Null(PickCondition.Parse("perplexity<=1.1x").Pick([two], Dense));
    }

    [Fact]
    public void Pick_NoFiniteNumber_NeverHolds()
    {
        SweepPoint lost = Points[0] with
        {
            Distance = null,
            Perplexities = [Perplexity with { Pruned = null, Ratio = null }],
        };
        Assert.Null(PickCondition.Parse("perplexity<=99999x").Pick([lost], Dense));
        Assert.Null(PickCondition.Parse("distance<=99999").Pick([lost], Dense));
        Assert.Contains(
            "reaches a perplexity of no finite number on 'held-out.txt'.",
            PickCondition.Parse("perplexity<=99999x").Explain([lost], Dense).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("perplexity<=1.01x", "0.1 (6 of 60 sublayers), reaches a perplexity of 1.05x on 'held-out.txt'")]
    [InlineData("perplexity<=20,distance<=0.1", "reaches a perplexity of 21 on 'held-out.txt'.")]
    [InlineData("distance<=0.01,bytes<=1kB", "reaches a distance of 0.05 and 3,600 bytes, 0.9x.")]
    public void Explain_NothingHolds_SaysWhatTheSmallestReached(string text, string expected)
    {
        DiagnosticException error = PickCondition.Parse(text).Explain(Points, Dense);
        Assert.Equal("FC7204", error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "has not one '<='")]
    [InlineData("perplexity", "has not one '<='")]
    [InlineData("perplexity<1.1x", "has not one '<='")]
    [InlineData("perplexity<=1<=2", "has not one '<='")]
    [InlineData("size<=0.8x", "'size' is not perplexity, distance or bytes")]
    [InlineData("0<=0.8x", "'0' is not perplexity, distance or bytes")]
    [InlineData("perplexity<=", "'' is no limit of perplexity")]
    [InlineData("perplexity<=10%", "'10%' is no limit of perplexity")]
    [InlineData("perplexity<=0x", "'0x' is no limit of perplexity")]
    [InlineData("distance<=1.1x", "'1.1x' is no limit of distance")]
    [InlineData("bytes<=100", "'100' is no limit of bytes")]
    [InlineData("perplexity<=1.1x,", "has not one '<='")]
    public void Parse_OtherText_IsRefused(string text, string finding)
    {
        DiagnosticException error = Assert.Throws<DiagnosticException>(() => PickCondition.Parse(text));
        Assert.Equal("FC7203", error.Code);
        Assert.Contains(finding, error.Message, StringComparison.Ordinal);
    }

    private static SweepPoint Point(double ratio, int count, double distance, long bytes, double perplexity) => new()
    {
        Ratio = ratio,
        Count = count,
        Distance = distance,
        Totals = Dense with { Bytes = bytes },
        Perplexities = [Perplexity with { Pruned = perplexity, Ratio = perplexity / 20 }],
    };
}
