namespace FinerCut.Healing;

/// <summary>A regression of what is missing on what there is: X that makes R - H·X small.</summary>
/// <param name="fit">Sums over the tokens of the fit.</param>
/// <param name="heldOut">Sums over tokens that the fit does not see.</param>
/// <param name="products">Multiplies.</param>
internal sealed class RidgeFit(CrossMoments fit, CrossMoments heldOut, MatrixProduct products)
{
    /// <summary>(A + λI)⁻¹ B with A = Σ hᵀh and B = Σ hᵀr, where λ is a multiple of the mean diagonal of A: the ridge
    /// regression of docs/healing.md.</summary>
    /// <param name="ridge">The multiple.</param>
    /// <param name="threads">Threads to work on.</param>
    /// <returns>Shape <c>[inputs, outputs]</c>; null where the held-out tokens are no better off with the
    /// result.</returns>
    public float[]? Solve(double ridge, int threads) =>
        Keep(SolveRest(fit.Cross, ridge, threads));

    /// <summary>The same for inputs and outputs of one width, after each input got a factor of its own: x_j becomes
    /// x_j · (1 + B_jj / A_jj).</summary>
    /// <param name="ridge">The multiple; null for the factors alone.</param>
    /// <param name="threads">Threads to work on.</param>
    public float[]? SolveScaled(double? ridge, int threads)
    {
        int width = fit.Inputs;
        double[] factors = [.. Enumerable.Range(0, width).Select(Factor)];
        double[] map = new double[(long)width * width];
        if (ridge is { } multiple)
        {
            double[] rest = new double[map.LongLength];
            for (int i = 0; i < map.Length; i++)
            {
                rest[i] = fit.Cross[i] - (fit.Gram[i] * factors[i % width]);
            }

            map = SolveRest(rest, multiple, threads);
        }

        for (int i = 0; i < width; i++)
        {
            map[(i * width) + i] += factors[i];
        }

        return Keep(map);

        double Factor(int index)
        {
            int place = (index * width) + index;
            return fit.Gram[place] > 0 ? fit.Cross[place] / fit.Gram[place] : 0;
        }
    }

    private double[] SolveRest(double[] right, double ridge, int threads)
    {
        double mean = 0;
        for (int i = 0; i < fit.Inputs; i++)
        {
            mean += fit.Gram[(i * fit.Inputs) + i] / fit.Inputs;
        }

        return mean > 0 ? new RidgeSolver(fit.Gram, ridge * mean, threads).Solve(right) : new double[right.Length];
    }

    private float[]? Keep(double[] solution)
    {
        float[] change = Array.ConvertAll(solution, value => (float)value);
        return ErrorChange(change) < 0 ? change : null;
    }

    /// <summary>|R - HX|² - |R|² = tr(Xᵀ(AX - 2B)) of the held-out tokens.</summary>
    private double ErrorChange(float[] x)
    {
        float[] gram = Array.ConvertAll(heldOut.Gram, value => (float)value);
        float[] product = new float[x.Length];
        products.Multiply(gram, x, heldOut.Inputs, product);
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * (product[i] - (2 * heldOut.Cross[i]));
        }

        return sum;
    }
}
