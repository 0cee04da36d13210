namespace FinerCut.Evaluation;

/// <summary>What a model lost on samples of a text.</summary>
internal sealed class SampleLosses
{
    private readonly List<(double Loss, int Tokens)> _samples = [];

    /// <summary>Number of predicted tokens.</summary>
    public long Tokens => _samples.Sum(sample => (long)sample.Tokens);

    /// <summary>The exponential of the mean loss of a token: at least 1, or no finite number where a loss is
    /// none.</summary>
    public double Perplexity => Math.Exp(Mean);

    /// <summary>The standard error of the perplexity to first order, from the spread between samples; null for one
    /// sample.</summary>
    public double? StandardError => Perplexity * ErrorOfMean(_samples);

    private double Mean => _samples.Sum(sample => sample.Loss) / Tokens;

    /// <summary>Adds a sample.</summary>
    /// <param name="loss">Sum over its predicted tokens, in nats.</param>
    /// <param name="tokens">Their number, at least 1.</param>
    public void Add(double loss, int tokens) => _samples.Add((loss, tokens));

    /// <summary>The standard error of the ratio of two perplexities on the same samples. What makes a sample hard for
    /// both models cancels out, so that the error is smaller than those of the perplexities.</summary>
    /// <param name="dense">What the other model lost, sample by sample.</param>
    /// <returns>To first order; null for one sample.</returns>
    public double? ErrorOfRatio(SampleLosses dense) => Perplexity / dense.Perplexity * ErrorOfMean(
        [.. _samples.Zip(dense._samples, (mine, other) => (mine.Loss - other.Loss, mine.Tokens))]);

    /// <summary>The standard error of a mean over tokens that come in samples: that of a ratio estimator, since samples
    /// may differ in length.</summary>
    private static double? ErrorOfMean(List<(double Loss, int Tokens)> samples)
    {
        if (samples.Count < 2)
        {
            return null;
        }

        double tokens = samples.Sum(sample => (double)sample.Tokens);
        double mean = samples.Sum(sample => sample.Loss) / tokens;
        double squares = samples.Sum(sample => Math.Pow(sample.Loss - (mean * sample.Tokens), 2));
        return Math.Sqrt(squares * samples.Count / (samples.Count - 1)) / tokens;
    }
}
