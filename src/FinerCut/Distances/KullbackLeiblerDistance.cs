using System.Numerics;
using System.Runtime.CompilerServices;

namespace FinerCut.Distances;

/// <summary>
/// The divergence KL(P‖Q) from the dense to the pruned distribution. A word's term is q − p − p·log(q/p): the two extra
/// parts add up to nothing over all words, and make every term 0 or more. Infinite where the pruned model alone masks a
/// word.
/// </summary>
internal sealed class KullbackLeiblerDistance(
    int threads) : SoftmaxDistance<KullbackLeiblerDistance.Term>(DistanceMetric.Kl, threads)
{
    /// <summary>What a word adds.</summary>
    internal readonly struct Term : ITokenTerm
    {
        private const float Radius = 1;

        /// <inheritdoc/>
        public static double Maximum => double.PositiveInfinity;

        /// <inheritdoc/>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<float> ComputeTerm(Vector<float> p, Vector<float> q, Vector<float> logRatio)
        {
            Vector<int> isNear = Vector.LessThan(Vector.Abs(logRatio), new Vector<float>(Radius));
            Vector<float> cost =
                Vector.ConditionalSelect(Vector.Equals(p, Vector<float>.Zero), Vector<float>.Zero, p * logRatio);
            return Vector.ConditionalSelect(isNear, p * ExponentialRemainder(logRatio), q - p - cost);
        }

        /// <summary>exp(x) − 1 − x for |x| up to <see cref="Radius"/>, from its series, exact to float32.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector<float> ExponentialRemainder(Vector<float> x)
        {
            Vector<float> sum = new(1f / 39916800);
            sum = Vector.MultiplyAddEstimate(sum, x, new Vector<float>(1f / 3628800));
            sum = Vector.MultiplyAddEstimate(sum, x, new Vector<float>(1f / 362880));
            sum = Vector.MultiplyAddEstimate(sum, x, new Vector<float>(1f / 40320));
            sum = Vector.MultiplyAddEstimate(sum, x, new Vector<float>(1f / 5040));
            sum = Vector.MultiplyAddEstimate(sum, x, new Vector<float>(1f / 720));
            sum = Vector.MultiplyAddEstimate(sum, x, new Vector<float>(1f / 120));
            sum = Vector.MultiplyAddEstimate(sum, x, new Vector<float>(1f / 24));
            sum = Vector.MultiplyAddEstimate(sum, x, new Vector<float>(1f / 6));
            sum = Vector.MultiplyAddEstimate(sum, x, new Vector<float>(1f / 2));
            return sum * x * x;
        }
    }
}
