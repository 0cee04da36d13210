using System.Numerics;
using System.Runtime.CompilerServices;

namespace FinerCut.Distances;

/// <summary>What two distributions have in common: the smaller of a word's probabilities. The sum over all tokens is 1
/// for equal distributions, and 0 where no word is possible in both.</summary>
internal readonly struct OverlapTerm : ITokenTerm
{
    /// <inheritdoc/>
    public static double Maximum => 1;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> ComputeTerm(Vector<float> p, Vector<float> q, Vector<float> logRatio) =>
        Vector.Min(p, q);
}
