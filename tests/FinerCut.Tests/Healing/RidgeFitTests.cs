using FinerCut.Healing;

namespace FinerCut.Tests.Healing;

/// <summary>Regressions whose answer is known.</summary>
public sealed class RidgeFitTests : IDisposable
{
    private const int Tokens = 5000;
    private const int Inputs = 12;
    private const int Outputs = 7;

    private readonly MatrixProduct _products = new(threads: 1);
    private readonly Random _random = new(3);

    public void Dispose() => _products.Dispose();

    [Fact]
    public void Solve_LinearTarget_FindsItsMatrix()
    {
        float[] x = Numbers(Tokens * Inputs);
        float[] matrix = Numbers(Inputs * Outputs);

        float[]? found = FitOf(x, Product(x, matrix, Inputs), Outputs).Solve(ridge: 1e-9, threads: 1);

        Assert.NotNull(found);
        Assert.All(matrix.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Solve_HeldOutTokensThatSayTheOpposite_IsDropped()
    {
        float[] x = Numbers(Tokens * Inputs);
        float[] y = Product(x, Numbers(Inputs * Outputs), Inputs);
        RegressionSums sums = new(_products, Inputs, Outputs);
        sums.Add(x, y, isHeldOut: false);
        sums.Add(x, Array.ConvertAll(y, number => -number), isHeldOut: true);

        Assert.Null(sums.ToFit().Solve(ridge: 0.1, threads: 1));
    }

    [Fact]
    public void SolveScaled_WithoutRidge_FindsFactorsAlone()
    {
        float[] x = Numbers(Tokens * Inputs);
        float[] factors = Numbers(Inputs);
        float[] missing = [.. x.Select((number, index) => number * factors[index % Inputs])];

        float[]? map = FitOf(x, missing, Inputs).SolveScaled(ridge: null, threads: 1);

        Assert.NotNull(map);
        Assert.All(Enumerable.Range(0, Inputs * Inputs), index => Assert.Equal(
            index / Inputs == index % Inputs ? factors[index % Inputs] : 0, map[index], 1e-5));
    }

    private RidgeFit FitOf(float[] x, float[] missing, int outputs)
    {
        RegressionSums sums = new(_products, Inputs, outputs);
        sums.Add(x, missing, isHeldOut: false);
        sums.Add(x.AsSpan(0, 100 * Inputs), missing.AsSpan(0, 100 * outputs), isHeldOut: true);
        return sums.ToFit();
    }

    private float[] Product(float[] left, float[] right, int inner)
    {
        float[] result = new float[left.Length / inner * (right.Length / inner)];
        _products.Multiply(left, right, inner, result);
        return result;
    }

    private float[] Numbers(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)_random.NextDouble() - 0.5f)];
}
