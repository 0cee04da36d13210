using FinerCut.Decoders;
using FinerCut.Search.Budgets;

namespace FinerCut.Tests.Search.Budgets;

public class StopConditionTests
{
    private static readonly IReadOnlyList<SublayerName> Names = SublayerNames.OfLayers(3);

    /// <summary>Attention has one of everything, feed-forward two, and one is elsewhere.</summary>
    private static readonly Measure Sizes =
        new(10, [.. Names.Select(name => new MeasuredPart(name, name.Kind == SublayerKind.Attention ? 1 : 2))]);

    /// <summary>Only attention has any.</summary>
    private static readonly Measure Caches =
        new(3, [.. Names.Select(name => new MeasuredPart(name, name.Kind == SublayerKind.Attention ? 1 : 0))]);

    [Fact]
    public void Count_AsManyGone_IsReached()
    {
        CountCondition goal = new(2);
        Assert.False(goal.IsReached(Set(0)));
        Assert.True(goal.IsReached(Set(0, 1)));
        Assert.Equal(1, goal.ExpectSteps(Names, Set(0), 0.1));
        Assert.Equal([Names[0], Names[2]], goal.Open([Names[2], Names[1], Names[0]], Set(1)));
    }

    [Fact]
    public void Distance_Farther_IsNotAllowed()
    {
        DistanceCondition goal = new(0.1, sublayers: 6);
        Assert.True(goal.Allows(0.1));
        Assert.False(goal.Allows(0.1000001));
        Assert.False(goal.IsReached(Set(0, 1, 2, 3)));
        Assert.True(goal.IsReached(Set(0, 1, 2, 3, 4)));
    }

    [Fact]
    public void Distance_Forecast_GrowsWithTheRoomLeft()
    {
        DistanceCondition goal = new(0.4, sublayers: 6);
        Assert.Equal(2, goal.ExpectSteps(Names, Set(), 0));
        Assert.Equal(1, goal.ExpectSteps([.. Names.Skip(1)], Set(0), 0.3));
        Assert.Equal(4, goal.ExpectSteps([.. Names.Skip(2)], Set(0, 1), 0.04));
    }

    [Theory]
    [InlineData("40%", new[] { 1 }, false)]
    [InlineData("40%", new[] { 1, 3 }, true)]
    [InlineData("4B", new[] { 1, 0, 2 }, true)]
    [InlineData("30%", new[] { 1, 0 }, true)]
    public void Saving_AmountGone_IsReached(string amount, int[] removed, bool reached) =>
        Assert.Equal(reached, Saving(amount, Sizes, Names).IsReached(Set(removed)));

    [Fact]
    public void Saving_SharesThatAddUpInexactly_ReachTheirSum()
    {
        Measure tenths = new(0.30000000000000004, [.. Names.Select(name => new MeasuredPart(name, 0.1))]);
        Assert.NotEqual(0.30000000000000004 * 2 / 3, 0.1 + 0.1);
        Assert.True(Saving("66.666666666666666%", tenths, Names).IsReached(Set(0, 1)));
    }

    [Fact]
    public void Saving_CandidateThatSavesNothing_IsNone() =>
        Assert.Equal([Names[2], Names[4]], Saving("70%", Caches, Names).Open(Names, Set(0)));

    [Fact]
    public void Saving_Rank_IsIncrementPerShare()
    {
        Ranking ranking = Saving("40%", Sizes, Names).RankingOf([Names[0], Names[1]], Set(), [0.1, 0.1]);
        Assert.Equal(2, ranking.RankDistance(0, 0.3), 1e-12);
        Assert.Equal(1, ranking.RankDistance(1, 0.3), 1e-12);
    }

    [Fact]
    public void Saving_Forecast_DividesWhatIsLeft() =>
        Assert.Equal(2, Saving("40%", Sizes, Names).ExpectSteps([.. Names.Skip(2)], Set(0), 0.1));

    [Fact]
    public void Saving_MoreThanAllHave_SaysHowMuchThereIs()
    {
        SublayerNames.Refused(
            "FC4032",
            () => Saving("70%", Sizes, [.. Names.Where(name => name.Kind == SublayerKind.Ffn)]),
            "--bytes 70%",
            "saves 6 of 10 (60 %)");
        SublayerNames.Refused(
            "FC4032",
            () => Saving("1%", Caches, [.. Names.Where(name => name.Kind == SublayerKind.Ffn)]),
            "saves 0 of 3 (0 %)");
        SublayerNames.Refused("FC4032", () => Saving("1%", new Measure(0, []), Names), "saves 0 of 0 (0 %)");
        SublayerNames.Refused(
            "FC4032", () => _ = new SavingCondition(
                SavingBudget.Parse(SavingUnit.DecodeSpeedup, "6x"),
                Sizes,
                Names,
                Names.Count), "--speedup 6x", "gives 5x");
    }

    [Fact]
    public void Saving_AllButTheLeast_IsTheMost()
    {
        Assert.False(Saving("80%", Sizes, Names).IsReached(Set(1, 3, 5)));
        SublayerNames.Refused("FC4032", () => Saving("81%", Sizes, Names), "saves 8 of 10");
    }

    [Fact]
    public void Saving_LastSublayer_StaysAndTheSearchFallsShort()
    {
        SavingCondition goal = Saving("80%", Sizes, Names);
        HashSet<SublayerName> allButOneFfn = Set(0, 1, 2, 3, 4);
        Assert.Empty(goal.Open(Names, allButOneFfn));
        SublayerNames.Refused("FC4032", () => goal.EnsureReached(allButOneFfn), "saves 7 of 10 (70 %)");
    }

    [Theory]
    [InlineData(1.0, 6, 6)]
    [InlineData(1.0, 4, 4)]
    [InlineData(0.5, 6, 3)]
    public void CreateCondition_Until_IsAsFarAsCandidatesGo(double until, int candidates, int count) =>
        Assert.Equal(count, CreateCondition(new OrderBudget(until), candidates).Count);

    [Theory]
    [InlineData("FC4031", 0)]
    [InlineData("FC4031", 1.01)]
    [InlineData("FC4031", double.NaN)]
    [InlineData("FC4017", 0.1)]
    public void CreateCondition_UntilOutside_IsRefused(string code, double until) =>
        SublayerNames.Refused(code, () => CreateCondition(new OrderBudget(until), 6), "--until");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void CreateCondition_NoDistance_IsRefused(double distance) =>
        SublayerNames.Refused(
            "FC4031", () => CreateCondition(new DistanceBudget(distance), 6), "--max-distance");

    [Fact]
    public void CreateCondition_NoCandidates_IsRefused()
    {
        SublayerNames.Refused(
            "FC4018", () => CreateCondition(new DistanceBudget(1), 0), "0 candidates");
        SublayerNames.Refused("FC4018", () => CreateCondition(new OrderBudget(1), 0), "0 candidates");
    }

    private static StopCondition CreateCondition(SearchBudget budget, int candidates) =>
        budget.CreateCondition(
            Names.Count,
            [.. Names.Take(candidates)],
            _ => throw new InvalidOperationException("not measured"));

    private static SavingCondition Saving(string amount, Measure measure, IReadOnlyList<SublayerName> candidates) =>
        new(SavingBudget.Parse(SavingUnit.Bytes, amount), measure, candidates, Names.Count);

    private static HashSet<SublayerName> Set(params int[] indices) => [.. indices.Select(index => Names[index])];
}
