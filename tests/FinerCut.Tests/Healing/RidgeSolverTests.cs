using FinerCut.Healing;

namespace FinerCut.Tests.Healing;

public sealed class RidgeSolverTests
{
    private const int Size = 131;
    private const int Columns = 35;
    private const double Ridge = 0.5;

    [Fact]
    public void Solve_SeveralBlocks_PutIntoTheSystem_GivesTheRightSide()
    {
        Random random = new(1);
        double[] rows = [.. Enumerable.Range(0, 200 * Size).Select(_ => random.NextDouble() - 0.5)];
        double[] gram = new double[Size * Size];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                gram[(i * Size) + j] =
                    Enumerable.Range(0, 200).Sum(row => rows[(row * Size) + i] * rows[(row * Size) + j]);
            }
        }

        double[] right = [.. Enumerable.Range(0, Size * Columns).Select(_ => random.NextDouble() - 0.5)];

        double[] solution = new RidgeSolver(gram, Ridge, threads: 2).Solve(right);

        for (int i = 0; i < Size; i++)
        {
            for (int column = 0; column < Columns; column++)
            {
                double found = Ridge * solution[(i * Columns) + column];
                for (int j = 0; j < Size; j++)
                {
                    found += gram[(i * Size) + j] * solution[(j * Columns) + column];
                }

                Assert.Equal(right[(i * Columns) + column], found, 1e-9);
            }
        }
    }

    [Fact]
    public void Solve_OneByOne_DividesByTheSum() =>
        Assert.Equal(2, new RidgeSolver([1.5], Ridge, threads: 1).Solve([4])[0], 1e-12);
}
