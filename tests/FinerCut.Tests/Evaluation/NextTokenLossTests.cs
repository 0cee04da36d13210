using FinerCut.Evaluation;
using FinerCut.Tests.Distances;

namespace FinerCut.Tests.Evaluation;

public class NextTokenLossTests
{
    private const int Vocabulary = 1003;
    private const int Tokens = 33;
    private static readonly float[] SampleLogits = Logits.Normal(1, Tokens * Vocabulary);
    private static readonly int[] Ids = [.. Enumerable.Range(0, Tokens).Select(token => token * 31 % Vocabulary)];

    [Fact]
    public void Sum_AnySample_AgreesWithDefinition()
    {
        double expected = 0;
        for (int token = 0; token < Tokens - 1; token++)
        {
            float[] position = SampleLogits[(token * Vocabulary)..((token + 1) * Vocabulary)];
            expected += Math.Log(position.Sum(logit => Math.Exp(logit))) - position[Ids[token + 1]];
        }

        Assert.Equal(expected, NextTokenLoss.Sum(SampleLogits, Ids, Vocabulary, 1), expected * 1e-7);
    }

    [Fact]
    public void Sum_MoreThreads_GivesTheSameBits() =>
        Assert.Equal(
            NextTokenLoss.Sum(SampleLogits, Ids, Vocabulary, 1), NextTokenLoss.Sum(SampleLogits, Ids, Vocabulary, 5));

    [Fact]
    public void Sum_CertainPrediction_IsZero() =>
        Assert.Equal(0, NextTokenLoss.Sum(new float[] { 0, 1e4f, 0, 0 }, new[] { 0, 1 }, 2, 1));

    [Fact]
    public void Sum_LargeLogits_KeepsTheirDifference() =>
        Assert.Equal(20_000, NextTokenLoss.Sum(new float[] { 1e4f, -1e4f, 0, 0 }, new[] { 0, 1 }, 2, 1));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Sum_NothingToPredict_IsZero(int tokens) =>
        Assert.Equal(0, NextTokenLoss.Sum(new float[2 * tokens], new int[tokens], 2, 1));

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 0)]
    [InlineData(float.NegativeInfinity, 0)]
    public void Sum_NoNumber_IsPositiveInfinity(float logit, float other) =>
        Assert.Equal(double.PositiveInfinity, NextTokenLoss.Sum(new[] { other, logit, 0, 0 }, new[] { 0, 1 }, 2, 1));

    [Fact]
    public void Sum_MaskedOtherWord_CountsNothing() =>
        Assert.Equal(0, NextTokenLoss.Sum(new[] { float.NegativeInfinity, 2, 0, 0 }, new[] { 0, 1 }, 2, 1));

    [Fact]
    public void Sum_Misuse_Throws()
    {
        Assert.Throws<ArgumentException>(() => NextTokenLoss.Sum(new float[4], new int[3], 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NextTokenLoss.Sum(new float[4], new[] { 0, 2 }, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NextTokenLoss.Sum(new float[4], new[] { -1, 0 }, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NextTokenLoss.Sum(new float[4], new int[2], 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NextTokenLoss.Sum(new float[4], new int[2], 0, 1));
    }

    [Fact]
    public void Loss_Computed_AllocatesNothing()
    {
        float[] logits = Logits.Normal(2, Vocabulary);
        float[] scratch = new float[Vocabulary];
        double value = NextTokenLoss.Loss(logits, 3, scratch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        double again = NextTokenLoss.Loss(logits, 3, scratch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(value, again);
    }
}
