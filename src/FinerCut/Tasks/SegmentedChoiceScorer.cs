using FinerCut.Evaluation;

namespace FinerCut.Tasks;

/// <summary>Scores choices with a model that memory does not hold as a whole: many of them pass a segment before the
/// next one is read, and each is read from its beginning.</summary>
/// <param name="model">The model.</param>
internal sealed class SegmentedChoiceScorer(EvaluatedModel model)
{
    private float[] _scratch = [];

    /// <summary>Scores choices.</summary>
    /// <param name="choices">The choices.</param>
    /// <param name="afterBatch">Told how many have been scored since the last time.</param>
    /// <returns>A score for each, in their order.</returns>
    public IReadOnlyList<ChoiceScore> Score(IReadOnlyList<EncodedChoice> choices, Action<int> afterBatch)
    {
        List<ChoiceScore> scores = [];
        foreach (EncodedChoice[] batch in choices.Chunk(model.Decoder.BatchSize))
        {
            using SampleStreams streams = model.RunToHead([.. batch.Select(choice => choice.Ids)]);
            foreach ((int index, EncodedChoice choice) in batch.Index())
            {
                scores.Add(Score(choice, streams.ReadLogits(index).Span));
            }

            afterBatch(batch.Length);
        }

        return scores;
    }

    private ChoiceScore Score(EncodedChoice choice, ReadOnlySpan<float> logits)
    {
        int vocabulary = logits.Length / choice.Ids.Length;
        Array.Resize(ref _scratch, vocabulary);
        ChoiceSum sum = new(choice);
        for (int token = choice.First; token < choice.Ids.Length; token++)
        {
            sum.Add(logits.Slice((token - 1) * vocabulary, vocabulary), _scratch);
        }

        return sum.Score;
    }
}
