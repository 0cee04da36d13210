using FinerCut.Execution;

namespace FinerCut.Tasks;

/// <summary>Scores the choices of an item, whose common beginning the model reads once.</summary>
/// <param name="decoder">The model.</param>
internal sealed class ChoiceScorer(ForkingDecoder decoder)
{
    private float[] _scratch = [];

    /// <summary>Scores choices.</summary>
    /// <param name="choices">The choices.</param>
    /// <returns>A score for each, in their order.</returns>
    public IReadOnlyList<ChoiceScore> Score(IReadOnlyList<EncodedChoice> choices)
    {
        ChoiceScore[] scores = new ChoiceScore[choices.Count];
        foreach (IGrouping<int, (int Index, EncodedChoice Item)> group in choices.Index()
            .GroupBy(choice => choice.Item.Ids[0]))
        {
            int shared = SharedTokens([.. group.Select(choice => choice.Item)]);
            using Beginning beginning = decoder.Read(group.First().Item.Ids.AsSpan(0, shared));
            foreach ((int index, EncodedChoice choice) in group)
            {
                scores[index] = Score(beginning, choice);
            }
        }

        return scores;
    }

    /// <summary>Tokens that all choices begin with, no more than any context has.</summary>
    private static int SharedTokens(IReadOnlyList<EncodedChoice> choices)
    {
        int most = choices.Min(choice => choice.First);
        return choices.Min(choice => choice.Ids.AsSpan(0, most).CommonPrefixLength(choices[0].Ids));
    }

    private ChoiceScore Score(Beginning beginning, EncodedChoice choice)
    {
        int[] ids = choice.Ids;
        int read = beginning.Ids.Count;
        ReadOnlyMemory<float> rest =
            read < ids.Length - 1 ? decoder.Continue(beginning, ids.AsSpan()[read..^1]) : default;
        int vocabulary = beginning.Logits.Length;
        Array.Resize(ref _scratch, vocabulary);
        ChoiceSum sum = new(choice);
        for (int token = choice.First; token < ids.Length; token++)
        {
            ReadOnlySpan<float> logits = token == read
                ? beginning.Logits.Span
                : rest.Span.Slice((token - read - 1) * vocabulary, vocabulary);
            sum.Add(logits, _scratch);
        }

        return sum.Score;
    }
}
