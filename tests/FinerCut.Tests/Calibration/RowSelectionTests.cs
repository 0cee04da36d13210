using FinerCut.Calibration;

namespace FinerCut.Tests.Calibration;

public class RowSelectionTests
{
    [Fact]
    public void Choose_NoSeed_AsksForNoMoreThanTheFirst()
    {
        int asked = 0;
        IEnumerable<TokenRow> rows = Rows(100).Select(row =>
        {
            asked++;
            return row;
        });
        Assert.Equal([0, 1, 2], Numbers(RowSelection.Choose(rows, 3, null)));
        Assert.Equal(3, asked);
    }

    [Fact]
    public void Choose_Seed_GivesDistinctRowsInOrderAndTheSameAgain()
    {
        int[] chosen = Numbers(RowSelection.Choose(Rows(1000), 10, 4));
        Assert.Equal(chosen.Distinct().Order(), chosen);
        Assert.Equal(10, chosen.Length);
        Assert.Equal(chosen, Numbers(RowSelection.Choose(Rows(1000), 10, 4)));
        Assert.NotEqual(chosen, Numbers(RowSelection.Choose(Rows(1000), 10, 5)));
    }

    [Fact]
    public void Choose_ManySeeds_TakeEveryRowAsOften()
    {
        int[] counts = new int[20];
        foreach (int row in Enumerable.Range(0, 2000).SelectMany(seed => Numbers(RowSelection.Choose(Rows(20), 5, seed))))
        {
            counts[row]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 420, 580));
    }

    [Fact]
    public void Choose_FewerRowsThanWanted_GivesAll() => Assert.Equal([0, 1], Numbers(RowSelection.Choose(Rows(2), 5, 1)));

    private static IEnumerable<TokenRow> Rows(int count) => Enumerable.Range(0, count).Select(number => new TokenRow([number, number], null));

    private static int[] Numbers(IReadOnlyList<TokenRow> rows) => [.. rows.Select(row => row.Ids[0])];
}
