using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;

namespace FinerCut.Evaluation;

/// <summary>How well a model predicts the tokens of windows, one by one.</summary>
internal static class WindowLosses
{
    /// <summary>The negative log-likelihood of each token that counts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="windows">The windows.</param>
    /// <param name="afterWindow">Told after each.</param>
    /// <returns>Nats, shape <c>[windows][predictions]</c>; NaN where a logit is no number.</returns>
    public static double[][] Measure(EvaluatedModel model, IReadOnlyList<TextWindow> windows, Action afterWindow)
    {
        SegmentedDecoder decoder = model.Decoder;
        List<double[]> losses = [];
        foreach (TextWindow[] batch in windows.Chunk(decoder.BatchSize))
        {
            using SampleStreams streams = model.RunToHead([.. batch.Select(window => window.Ids)]);
            foreach ((int index, TextWindow window) in batch.Index())
            {
                losses.Add(NextTokenLoss.MeasureEach(
                    streams.ReadLogits(index), window.Ids, window.First, (decoder.Vocabulary, decoder.Threads)));
                afterWindow();
            }
        }

        return [.. losses];
    }
}
