using System.Numerics.Tensors;
using FinerCut.Distances;
using FinerCut.Evaluation.Protocols;

namespace FinerCut.Evaluation.Comparisons;

/// <summary>Compares the predictions of models with those of a dense one, which runs once for all.</summary>
/// <param name="dense">The dense model.</param>
/// <param name="models">The others, at least one; they know the same tokens.</param>
internal sealed class WindowComparer(EvaluatedModel dense, IReadOnlyList<EvaluatedModel> models)
{
    /// <summary>Told where a model knows another number of tokens than the dense one.</summary>
    public required Func<EvaluatedModel, Exception> OtherVocabulary { get; init; }

    /// <summary>Compares.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="afterWindow">Told after each.</param>
    /// <returns>Shape <c>[models][windows]</c>.</returns>
    public IReadOnlyList<IReadOnlyList<ComparedWindow>> Compare(IReadOnlyList<TextWindow> windows, Action afterWindow)
    {
        List<ComparedWindow>[] results = [.. models.Select(_ => new List<ComparedWindow>())];
        int batchSize = models.Append(dense).Max(model => model.Decoder.BatchSize);
        foreach (TextWindow[] batch in windows.Chunk(batchSize))
        {
            Compare(batch, results, afterWindow);
        }

        return results;
    }

    private void Compare(TextWindow[] batch, List<ComparedWindow>[] results, Action afterWindow)
    {
        int[][] samples = [.. batch.Select(window => window.Ids)];
        using SampleStreams denseStreams = dense.RunToHead(samples);
        List<SampleStreams> streams = [];
        try
        {
            streams.AddRange(models.Select(model => model.RunToHead(samples)));
            foreach ((int index, TextWindow window) in batch.Index())
            {
                ReadOnlyMemory<float> denseLogits = denseStreams.ReadLogits(index);
                for (int i = 0; i < models.Count; i++)
                {
                    results[i].Add(Compare(window, denseLogits, streams[i].ReadLogits(index), models[i]));
                }

                afterWindow();
            }
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    private ComparedWindow Compare(
        TextWindow window, ReadOnlyMemory<float> denseLogits, ReadOnlyMemory<float> logits, EvaluatedModel model)
    {
        int vocabulary = dense.Vocabulary;

        if (model.Vocabulary != vocabulary)
        {
            throw OtherVocabulary(model);
        }

        PositionComparison[] positions = new PositionComparison[window.Predictions];
        double[] denseLosses = new double[window.Predictions];
        int threads = dense.Decoder.Threads;
        double[] losses = PositionLoop.ComputePositions(window.Predictions, threads, 2 * vocabulary, (index, scratch) =>
        {
            int token = window.First + index;
            ReadOnlySpan<float> p = denseLogits.Span.Slice((token - 1) * vocabulary, vocabulary);
            ReadOnlySpan<float> q = logits.Span.Slice((token - 1) * vocabulary, vocabulary);
            SoftmaxPair pair = new(p, q, scratch);
            int id = window.Ids[token];
            denseLosses[index] = pair.DenseLoss(id);
            positions[index] = new PositionComparison(
                pair.Sum<KullbackLeiblerDistance.Term>(),
                Math.Exp(-pair.PrunedLoss(id)) - Math.Exp(-denseLosses[index]),
                pair.Sum<OverlapTerm>(),
                TensorPrimitives.IndexOfMax(p) == TensorPrimitives.IndexOfMax(q));
            return pair.PrunedLoss(id);
        });
        return new ComparedWindow(window.First, denseLosses, losses, positions);
    }
}
