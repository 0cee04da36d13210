namespace FinerCut.Healing;

/// <summary>Sums of xᵀx and xᵀr over tokens: what a regression of r on x needs. Products in float32 over some
/// thousand tokens, summed in float64.</summary>
/// <param name="products">Multiplies.</param>
/// <param name="inputs">Length of x.</param>
/// <param name="outputs">Length of r.</param>
internal sealed class CrossMoments(MatrixProduct products, int inputs, int outputs)
{
    private const int TokensAtOnce = 2048;

    private readonly float[] _x = new float[TokensAtOnce * inputs];
    private readonly float[] _r = new float[TokensAtOnce * outputs];
    private readonly float[] _product = new float[inputs * Math.Max(inputs, outputs)];
    private int _tokens;

    /// <summary>Length of x.</summary>
    public int Inputs => inputs;

    /// <summary>Σ xᵀx, shape <c>[inputs, inputs]</c>.</summary>
    public double[] Gram { get; } = new double[(long)inputs * inputs];

    /// <summary>Σ xᵀr, shape <c>[inputs, outputs]</c>.</summary>
    public double[] Cross { get; } = new double[(long)inputs * outputs];

    /// <summary>Adds some tokens.</summary>
    /// <param name="x">Shape <c>[tokens, inputs]</c>.</param>
    /// <param name="r">Shape <c>[tokens, outputs]</c>.</param>
    public void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> r)
    {
        while (x.Length > 0)
        {
            int count = Math.Min(TokensAtOnce - _tokens, x.Length / inputs);
            x[..(count * inputs)].CopyTo(_x.AsSpan(_tokens * inputs));
            r[..(count * outputs)].CopyTo(_r.AsSpan(_tokens * outputs));
            x = x[(count * inputs)..];
            r = r[(count * outputs)..];
            _tokens += count;
            if (_tokens == TokensAtOnce)
            {
                Sum();
            }
        }
    }

    /// <summary>Brings all tokens into the sums.</summary>
    public void Sum()
    {
        if (_tokens == 0)
        {
            return;
        }

        Memory<float> x = _x.AsMemory(0, _tokens * inputs);
        Memory<float> r = _r.AsMemory(0, _tokens * outputs);
        Accumulate(x, x, Gram);
        Accumulate(x, r, Cross);
        _tokens = 0;
    }

    private void Accumulate(Memory<float> left, Memory<float> right, double[] sum)
    {
        products.MultiplyTransposed(left, right, _tokens, _product.AsMemory(0, sum.Length));
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += _product[i];
        }
    }
}
