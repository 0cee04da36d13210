using System.Numerics.Tensors;
using FinerCut.Calibration;
using FinerCut.Calibration.SelfWriting;

namespace FinerCut.Commands.Generate;

/// <summary>Chooses the next token from logits: the likeliest, or one drawn from a seed.</summary>
/// <param name="temperature">What logits are divided by, 0 or more; 0 for the likeliest.</param>
/// <param name="seed">Seed of what is drawn.</param>
internal sealed class TokenChoice(double temperature, long seed)
{
    private readonly SeededNumbers _numbers = new(seed);

    /// <summary>Chooses.</summary>
    /// <param name="logits">Shape <c>[vocabulary]</c>.</param>
    /// <returns>An id; of equally likely ones the smallest. Null where a logit is not a number, or none is
    /// finite.</returns>
    public int? Next(ReadOnlySpan<float> logits)
    {
        if (temperature > 0)
        {
            return TokenSampler.Draw(logits, _numbers.Fraction(), temperature);
        }

        int likeliest = TensorPrimitives.IndexOfMax(logits);
        return float.IsFinite(logits[likeliest]) ? likeliest : null;
    }
}
