using System.Numerics;
using System.Runtime.CompilerServices;

namespace FinerCut.Distances;

/// <summary>
/// The textbook Jensen-Shannon divergence ½[KL(P‖M) + KL(Q‖M)]. A word's term is m·(t·tanh t − log cosh t) with m =
/// (p+q)/2 and t = log(q/p)/2, which has no difference of nearly equal numbers in it once the part around t = 0 is
/// taken from its series.
/// </summary>
internal sealed class JensenShannonDistance(
    int threads) : SoftmaxDistance<JensenShannonDistance.Term>(DistanceMetric.Js, threads)
{
    /// <summary>What a word adds.</summary>
    internal readonly struct Term : ITokenTerm
    {
        /// <summary>Beyond this |t| a word weighs nothing in one of the models; it keeps infinity out of the
        /// products.</summary>
        private const float Farthest = 60;

        /// <inheritdoc/>
        public static double Maximum => Math.Log(2);

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> ComputeTerm(Vector<float> p, Vector<float> q, Vector<float> logRatio)
        {
            Vector<float> mean = (p + q) * 0.5f;
            Vector<float> t = Vector.Abs(logRatio) * 0.5f;
            Vector<int> isNear = Vector.LessThan(t, new Vector<float>(JensenShannonSeries.Radius));
            Vector<float> factor = JensenShannonSeries.Divergence(t * t);
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
            Vector<float> distance = Vector.Min(t, new Vector<float>(Farthest));
            Vector<float> share = 2 * ratio / (Vector<float>.One + ratio);
            return new Vector<float>(MathF.Log(2)) - JensenShannonSeries.LogOnePlus(ratio) - (distance * share);
        }
    }
}
