using FinerCut.Decoders;
using FinerCut.Search.Budgets;

namespace FinerCut.Tests.Search.Budgets;

public class MeasureTests
{
    private static readonly IReadOnlyList<SublayerName> Names = SublayerNames.OfLayers(2);

    private static readonly Measure Tied =
        new(100, [new(Names[0], 5), new(Names[1], 7), new([Names[0], Names[2]], 30)]);

    [Fact]
    public void Saved_SharedPart_GoesWithTheLastOwner()
    {
        Assert.Equal(5, Tied.Saved(Set(0)));
        Assert.Equal(0, Tied.Saved(Set(2)));
        Assert.Equal(35, Tied.Saved(Set(0, 2)));
        Assert.Equal(42, Tied.Saved(Set(0, 1, 2, 3)));
    }

    [Fact]
    public void CreditOf_SharedPart_IsSharedByThoseLeft()
    {
        Assert.Equal(20, Tied.CreditOf(Names[0], Set(), Names));
        Assert.Equal(15, Tied.CreditOf(Names[2], Set(), Names));
        Assert.Equal(30, Tied.CreditOf(Names[2], Set(0), Names));
        Assert.Equal(0, Tied.CreditOf(Names[3], Set(), Names));
    }

    [Fact]
    public void CreditOf_SharedWithOneThatStays_IsNothing() =>
        Assert.Equal(0, Tied.CreditOf(Names[2], Set(), [.. Names.Skip(1)]));

    private static HashSet<SublayerName> Set(params int[] indices) => [.. indices.Select(index => Names[index])];
}
