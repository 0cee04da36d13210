using FinerCut.Decoders;
using FinerCut.Execution;

namespace FinerCut.Evaluation;

/// <summary>Perplexity on samples of tokens, each run alone from position 0.</summary>
internal static class Perplexity
{
    /// <summary>What the protocol is called: windows of a text that do not overlap, each read alone.</summary>
    public const string Protocol = "windows";

    /// <summary>The negative log-likelihoods of every token but the first of each sample.</summary>
    /// <param name="decoder">The model.</param>
    /// <param name="removed">Sublayers to bypass; none for the dense model.</param>
    /// <param name="samples">Token ids of each sample, at least 2.</param>
    /// <param name="afterSample">Told after each sample.</param>
    /// <returns>The losses, from which perplexity follows with its error.</returns>
    public static SampleLosses Measure(
        SegmentedDecoder decoder, IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> samples, Action afterSample)
    {
        SampleLosses losses = new();
        EvaluatedModel model = new(decoder, removed);
        foreach (int[][] batch in samples.Chunk(decoder.BatchSize))
        {
            using SampleStreams streams = model.RunToHead(batch);
            foreach ((int index, int[] ids) in batch.Index())
            {
                losses.Add(
                    NextTokenLoss.Sum(streams.ReadLogits(index), ids, model.Vocabulary, decoder.Threads),
                    ids.Length - 1);
                afterSample();
            }
        }

        return losses;
    }
}
