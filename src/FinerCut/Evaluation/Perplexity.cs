using FinerCut.Decoders;
using FinerCut.Execution;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Evaluation;

/// <summary>Perplexity on rows of tokens, each run alone from position 0.</summary>
internal static class Perplexity
{
    /// <summary>exp of the mean negative log-likelihood of every token but the first of each row.</summary>
    /// <param name="decoder">The model.</param>
    /// <param name="removed">Sublayers to bypass; none for the dense model.</param>
    /// <param name="rows">Token ids of each row, at least 2.</param>
    /// <param name="afterRow">Told after each row.</param>
    /// <returns>At least 1.</returns>
    public static double Measure(SegmentedDecoder decoder, IReadOnlySet<SublayerName> removed, IReadOnlyList<int[]> rows, Action afterRow)
    {
        (double sum, long count) = (0, 0);
        Memory<float> room = default;
        foreach (int[][] batch in rows.Chunk(decoder.BatchSize))
        {
            List<Row> prepared = [.. batch.Select(ids => decoder.Prepare(ids))];
            IReadOnlyList<OrtValue> streams = decoder.RunToEnd(prepared, removed);
            foreach ((int index, Row row) in prepared.Index())
            {
                Memory<float> logits = Logits(decoder, streams[index], row, ref room);
                sum += NextTokenLoss.Sum(logits, batch[index], decoder.Vocabulary, decoder.Threads);
                count += row.Length - 1;
                if (streams[index] != row.Start)
                {
                    streams[index].Dispose();
                }

                row.Dispose();
                afterRow();
            }
        }

        return Math.Exp(sum / count);
    }

    /// <summary>Computes the logits of a row where those of the last one were: arrays of this size would pile up until they are collected.</summary>
    private static Memory<float> Logits(SegmentedDecoder decoder, OrtValue stream, Row row, ref Memory<float> room)
    {
        int length = row.Length * decoder.Vocabulary;
        if (length == 0 || room.Length < length)
        {
            return room = decoder.Logits(stream, row);
        }

        decoder.Logits(stream, row, room[..length]);
        return room[..length];
    }
}
