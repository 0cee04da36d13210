using System.Numerics;
using System.Runtime.CompilerServices;

namespace FinerCut.Distances;

/// <summary>
/// What the code of FinerCut's authors computes: ½[KL(M‖P) + KL(M‖Q)], the arguments of the textbook divergence
/// exchanged. A word's term is m·log cosh t with m = (p+q)/2 and t = log(q/p)/2; it has no upper bound, and is infinite
/// where only one model masks a token.
/// </summary>
internal sealed class OfficialJensenShannonDistance(int threads)
    : SoftmaxDistance<OfficialJensenShannonDistance.Term>(DistanceMetric.JsOfficial, threads)
{
    /// <summary>What a word adds.</summary>
    internal readonly struct Term : ITokenTerm
    {
        /// <inheritdoc/>
        public static double Maximum => double.PositiveInfinity;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> ComputeTerm(Vector<float> p, Vector<float> q, Vector<float> logRatio)
        {
            Vector<float> mean = (p + q) * 0.5f;
            Vector<float> t = Vector.Abs(logRatio) * 0.5f;
            Vector<int> isNear = Vector.LessThan(t, new Vector<float>(JensenShannonSeries.Radius));
            Vector<float> factor = JensenShannonSeries.LogCosh(t * t);
            if (isNear != Vector<int>.AllBitsSet)
            {
                factor = Vector.ConditionalSelect(isNear, factor, FarFactor(p, q, t));
            }

            return Vector.ConditionalSelect(Vector.Equals(mean, Vector<float>.Zero), Vector<float>.Zero, mean * factor);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> FarFactor(Vector<float> p, Vector<float> q, Vector<float> t)
        {
            Vector<float> ratio = Vector.Min(p, q) / Vector.Max(p, q);
            return t - new Vector<float>(MathF.Log(2)) + JensenShannonSeries.LogOnePlus(ratio);
        }
    }
}
