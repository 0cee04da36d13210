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
        Memory<float> room = default;
        foreach (int[][] batch in samples.Chunk(decoder.BatchSize))
        {
            List<PreparedSample> prepared = [.. batch.Select(ids => decoder.Prepare(ids))];
            foreach ((int index, ForwardPass pass) in ForwardPass.RunToEnd(decoder, prepared, removed).Index())
            {
                Memory<float> logits = ReadLogits(pass, decoder.Vocabulary, ref room);
                losses.Add(
                    NextTokenLoss.Sum(logits, batch[index], decoder.Vocabulary, decoder.Threads),
                    pass.Sample.Length - 1);
                pass.Dispose();
                pass.Sample.Dispose();
                afterSample();
            }
        }

        return losses;
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
