using System.Runtime.InteropServices;

namespace FinerCut.Evaluation;

/// <summary>A guess that knows no context: only how often each token occurs elsewhere in the same text. A model that
/// does no better is lost on the text.</summary>
internal static class FrequencyGuess
{
    // Half a count for every token of the vocabulary, as Krichevsky and Trofimov's estimator has it.
    private const double Prior = 0.5;

    /// <summary>The perplexity of the guess.</summary>
    /// <param name="samples">Token ids of each sample, at least 2.</param>
    /// <param name="vocabulary">Tokens that the model chooses from, at least 1.</param>
    /// <returns>At least 1: the exponential of the mean loss of every token but the first of each sample, each guessed
    /// from the counts of all other tokens.</returns>
    public static double Perplexity(IReadOnlyList<int[]> samples, int vocabulary)
    {
        Dictionary<int, int> counts = [];
        long all = 0;
        foreach (int id in samples.SelectMany(sample => sample))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, id, out _)++;
            all++;
        }

        double others = all - 1 + (Prior * vocabulary);
        double mean = samples.SelectMany(sample => sample.Skip(1))
            .Average(id => Math.Log(others / (counts[id] - 1 + Prior)));
        return Math.Exp(mean);
    }
}
