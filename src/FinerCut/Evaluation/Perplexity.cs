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
        Memory<float> room = default;
        foreach (int[][] batch in samples.Chunk(decoder.BatchSize))
        {
            List<PreparedSample> prepared = [.. batch.Select(ids => decoder.Prepare(ids))];
            foreach ((int index, ForwardPass pass) in ForwardPass.RunToEnd(decoder, prepared, removed).Index())
            {
                Memory<float> logits = ReadLogits(pass, decoder.Vocabulary, ref room);
                sum += NextTokenLoss.Sum(logits, batch[index], decoder.Vocabulary, decoder.Threads);
                count += pass.Sample.Length - 1;
                pass.Dispose();
                pass.Sample.Dispose();
                afterSample();
            }
        }

        return Math.Exp(sum / count);
    }

    /// <summary>Computes the logits of a sample where those of the last one were: arrays of this size would pile up
    /// until they are collected.</summary>
    private static Memory<float> ReadLogits(ForwardPass pass, int vocabulary, ref Memory<float> room)
    {
        int length = pass.Sample.Length * vocabulary;
        if (length == 0 || room.Length < length)
        {
            return room = pass.ReadLogits();
        }

        pass.ReadLogits(room[..length]);
        return room[..length];
    }
}
