using FinerCut.Decoders;
using FinerCut.Execution;

namespace FinerCut.Evaluation;

/// <summary>Perplexity on samples of tokens, each run alone from position 0.</summary>
internal static class Perplexity
{
    /// <summary>exp of the mean negative log-likelihood of every token but the first of each sample.</summary>
    /// <param name="decoder">The model.</param>
    /// <param name="removed">Sublayers to bypass; none for the dense model.</param>
    /// <param name="samples">Token ids of each sample, at least 2.</param>
    /// <param name="afterSample">Told after each sample.</param>
    /// <returns>At least 1.</returns>
    public static double Measure(
        SegmentedDecoder decoder, IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> samples, Action afterSample)
    {
        (double sum, long count) = (0, 0);
        EvaluatedModel model = new(decoder, removed);
        foreach (int[][] batch in samples.Chunk(decoder.BatchSize))
        {
            using SampleStreams streams = model.Run(batch);
            foreach ((int index, int[] ids) in batch.Index())
            {
                ReadOnlyMemory<float> logits = streams.Logits(index);
                sum += NextTokenLoss.Sum(logits, ids, decoder.Vocabulary, decoder.Threads);
                count += ids.Length - 1;
                afterSample();
            }
        }

        return Math.Exp(sum / count);
    }
}
