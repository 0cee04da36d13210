using FinerCut.Distances;

namespace FinerCut.Evaluation;

/// <summary>How well logits predict the tokens that follow; perplexity is the exponential of its mean over the
/// predictions.</summary>
public static class NextTokenLoss
{
    /// <summary>The sum of the negative log-likelihoods of each next token of a sample; the first token is not
    /// predicted.</summary>
    /// <param name="logits">Shape <c>[tokens, vocabulary]</c>, float32, raw logits; the last position predicts
    /// nothing.</param>
    /// <param name="ids">Shape <c>[tokens]</c>, the sample's token ids, each below
    /// <paramref name="vocabulary"/>.</param>
    /// <param name="vocabulary">Logits per position, at least 1.</param>
    /// <param name="threads">How many threads may share the positions, at least 1; the result does not depend on
    /// it.</param>
    /// <returns>Nats, for <c>tokens − 1</c> predictions, added up in float64 in the order of the positions; positive
    /// infinity where a logit is NaN or positive infinity, or the token's is negative infinity.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="vocabulary"/> or <paramref name="threads"/> is
    /// less than 1, or an id is not in the vocabulary.</exception>
    /// <exception cref="ArgumentException">The logits are not as many as tokens times vocabulary.</exception>
    public static double Sum(ReadOnlyMemory<float> logits, ReadOnlyMemory<int> ids, int vocabulary, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Check(logits.Length, ids.Span, vocabulary);
        double sum = PositionLoop.SumInOrder(MeasureEach(logits, ids, 1, (vocabulary, threads)));
        return double.IsNaN(sum) ? double.PositiveInfinity : sum;
    }

    /// <summary>The negative log-likelihood of each token from some token on.</summary>
    /// <param name="logits">Shape <c>[tokens, vocabulary]</c>, float32, raw logits.</param>
    /// <param name="ids">Shape <c>[tokens]</c>, each in the vocabulary.</param>
    /// <param name="first">Index of the first token that counts, from 1.</param>
    /// <param name="sizes">Logits per position, and how many threads may share the positions.</param>
    /// <returns>Nats, shape <c>[tokens − first]</c>; NaN where a logit is no number.</returns>
    internal static double[] MeasureEach(
        ReadOnlyMemory<float> logits, ReadOnlyMemory<int> ids, int first, (int Vocabulary, int Threads) sizes) =>
        PositionLoop.ComputePositions(
            Math.Max(ids.Length - first, 0), sizes.Threads, sizes.Vocabulary, (index, scratch) => Loss(
                logits.Span.Slice((first + index - 1) * sizes.Vocabulary, sizes.Vocabulary),
                ids.Span[first + index],
                scratch));

    /// <summary>The negative log-likelihood of one token.</summary>
    /// <param name="logits">Shape <c>[vocabulary]</c>.</param>
    /// <param name="id">The token.</param>
    /// <param name="scratch">At least the vocabulary, overwritten.</param>
    /// <returns>Nats, or NaN.</returns>
    internal static double Loss(ReadOnlySpan<float> logits, int id, Span<float> scratch) =>
        Exponentials.Write(logits, scratch).LogSum - logits[id];

    private static void Check(int logits, ReadOnlySpan<int> ids, int vocabulary)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, 1);
        if (logits != (long)ids.Length * vocabulary)
        {
            throw new ArgumentException(
                $"Expected {ids.Length} x {vocabulary} logits; found {logits}.", nameof(logits));
        }

        foreach (int id in ids)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(id, nameof(ids));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, vocabulary, nameof(ids));
        }
    }
}
