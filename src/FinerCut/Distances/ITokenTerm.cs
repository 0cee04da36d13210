using System.Numerics;

namespace FinerCut.Distances;

/// <summary>What a token of the vocabulary adds to a number between two distributions, such as a divergence. Of tokens
/// that weigh nothing in either, nothing.</summary>
internal interface ITokenTerm
{
    /// <summary>The largest value that the sum over all tokens can have, in nats.</summary>
    static abstract double Maximum { get; }

    /// <summary>The terms of as many tokens as a vector holds, each 0 or more.</summary>
    /// <param name="p">Probabilities in the dense model; may have underflowed to 0.</param>
    /// <param name="q">Probabilities in the pruned model; may have underflowed to 0.</param>
    /// <param name="logRatio">log(q/p) from the logits, exact to float32 also where <paramref name="p"/> and
    /// <paramref name="q"/> are nearly equal or 0; NaN where both logits are masked with negative infinity.</param>
    /// <returns>Nats.</returns>
    static abstract Vector<float> ComputeTerm(Vector<float> p, Vector<float> q, Vector<float> logRatio);
}
