using System.Numerics;
using System.Runtime.CompilerServices;

namespace FinerCut.Distances;

/// <summary>
/// The power series behind both Jensen-Shannon divergences, exact to float32 in their ranges. With c_n the coefficients
/// of log cosh t in t², those of t·tanh t − log cosh t are (2n − 1)·c_n.
/// </summary>
internal static class JensenShannonSeries
{
    /// <summary>The |t| that parts near from far.</summary>
    public const float Radius = 0.5f;

    private const float C1 = 1f / 2;
    private const float C2 = -1f / 12;
    private const float C3 = 1f / 45;
    private const float C4 = -17f / 2520;
    private const float C5 = 31f / 14175;
    private const float C6 = -691f / 935550;
    private const float C7 = 10922f / 42567525;
    private const float C8 = -929569f / 10216206000;

    /// <summary>log cosh t.</summary>
    /// <param name="square">t², up to the square of <see cref="Radius"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogCosh(Vector<float> square)
    {
        Vector<float> sum = new(C8);
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(C7));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(C6));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(C5));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(C4));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(C3));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(C2));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(C1));
        return sum * square;
    }

    /// <summary>t·tanh t − log cosh t.</summary>
    /// <param name="square">t², up to the square of <see cref="Radius"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Divergence(Vector<float> square)
    {
        Vector<float> sum = new(15 * C8);
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(13 * C7));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(11 * C6));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(9 * C5));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(7 * C4));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(5 * C3));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(3 * C2));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(C1));
        return sum * square;
    }

    /// <summary>log(1 + r), twice the inverse hyperbolic tangent of r/(2 + r).</summary>
    /// <param name="ratio">r = exp(−2|t|), from 0 to exp(−2·<see cref="Radius"/>).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> LogOnePlus(Vector<float> ratio)
    {
        Vector<float> x = ratio / (new Vector<float>(2) + ratio);
        Vector<float> square = x * x;
        Vector<float> sum = new(2f / 9);
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(2f / 7));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(2f / 5));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(2f / 3));
        sum = Vector.MultiplyAddEstimate(sum, square, new Vector<float>(2f));
        return sum * x;
    }
}
