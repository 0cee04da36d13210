namespace FinerCut.Healing;

/// <summary>The sums of a regression, for the tokens of the fit and for those held out.</summary>
/// <param name="products">Multiplies.</param>
/// <param name="inputs">Numbers of a token that there are.</param>
/// <param name="outputs">Numbers of a token that are missing.</param>
internal sealed class RegressionSums(MatrixProduct products, int inputs, int outputs)
{
    private readonly CrossMoments _fit = new(products, inputs, outputs);
    private readonly CrossMoments _heldOut = new(products, inputs, outputs);

    /// <summary>Adds some tokens.</summary>
    /// <param name="x">What there is, shape <c>[tokens, inputs]</c>.</param>
    /// <param name="missing">What is missing, shape <c>[tokens, outputs]</c>.</param>
    /// <param name="isHeldOut">Whether the fit does not see the tokens.</param>
    public void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> missing, bool isHeldOut) =>
        (isHeldOut ? _heldOut : _fit).Add(x, missing);

    /// <summary>Ends the sums.</summary>
    public RidgeFit ToFit()
    {
        _fit.Sum();
        _heldOut.Sum();
        return new RidgeFit(_fit, _heldOut, products);
    }
}
