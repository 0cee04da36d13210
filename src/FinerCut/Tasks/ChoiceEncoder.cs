namespace FinerCut.Tasks;

/// <summary>Turns choices into tokens as lm-evaluation-harness does.</summary>
/// <param name="encode">The model's tokenizer, without special tokens.</param>
internal sealed class ChoiceEncoder(Func<string, IReadOnlyList<int>> encode)
{
    /// <summary>The token that stands in for a context without tokens; null where the model names none.</summary>
    public int? StartToken { get; init; }

    /// <summary>The most tokens that a model reads; a longer context loses its first ones. Null for no end.</summary>
    public long? Longest { get; init; }

    /// <summary>Turns a choice into tokens: context and continuation together, and what comes after the tokens of the
    /// context alone is the continuation. Blanks at the end of the context count as the continuation's, since
    /// tokenizers join them with the word that follows.</summary>
    /// <param name="choice">The choice.</param>
    /// <returns>Null where nothing is left for the continuation, or nothing precedes it.</returns>
    public EncodedChoice? Encode(TaskChoice choice)
    {
        string context = choice.Context.TrimEnd();
        string whole = choice.Context + choice.Continuation;
        IReadOnlyList<int> before = context.Length > 0 ? encode(context) : [];
        int[] continuation = [.. encode(whole).Skip(before.Count)];
        if (before.Count == 0 && StartToken is { } start)
        {
            before = [start];
        }

        // The last token is predicted and not read.
        long room = (Longest ?? int.MaxValue) - continuation.Length + 1;
        int[] kept = [.. before.TakeLast((int)Math.Clamp(room, 0, int.MaxValue))];
        return continuation.Length > 0 && kept.Length > 0
            ? new EncodedChoice([.. kept, .. continuation], kept.Length) : null;
    }
}
