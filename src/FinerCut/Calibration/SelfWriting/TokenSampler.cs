using System.Numerics.Tensors;

namespace FinerCut.Calibration.SelfWriting;

/// <summary>Draws tokens as often as a model expects them.</summary>
internal static class TokenSampler
{
    /// <summary>Draws one token, without cutting off unlikely ones.</summary>
    /// <param name="logits">Shape <c>[vocabulary]</c>; negative infinity masks a token.</param>
    /// <param name="fraction">Where in the distribution to draw, from 0 to 1, not included.</param>
    /// <param name="temperature">What logits are divided by, more than 0; 1 draws as the model expects.</param>
    /// <returns>An index, or null where some logit is not a number or none is finite.</returns>
    public static int? Draw(ReadOnlySpan<float> logits, double fraction, double temperature = 1)
    {
        float largest = TensorPrimitives.Max(logits);
        if (!float.IsFinite(largest))
        {
            return null;
        }

        double[] weights = new double[logits.Length];
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = Math.Exp(((double)logits[index] - largest) / temperature);
        }

        double left = fraction * weights.Sum();
        for (int index = 0; index < weights.Length; index++)
        {
            left -= weights[index];
            if (left < 0)
            {
                return index;
            }
        }

        return Array.FindLastIndex(weights, weight => weight > 0);
    }
}
