namespace FinerCut.TestModels;

/// <summary>Logits of a batch, float32 <c>[batch, tokens, vocabulary]</c>.</summary>
/// <param name="Values">Row-major, with as many elements as the shape says.</param>
/// <param name="Batch">Samples.</param>
/// <param name="Tokens">Positions of each sample.</param>
/// <param name="Vocabulary">Logits of each position.</param>
public sealed record LogitsArray(float[] Values, int Batch, int Tokens, int Vocabulary)
{
    /// <summary>The logits of one position.</summary>
    public ReadOnlySpan<float> At(int sample, int token) =>
        Values.AsSpan(((sample * Tokens) + token) * Vocabulary, Vocabulary);

    /// <summary>The largest difference to other logits of the same shape; infinite where one of the two is not a
    /// number.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public double LargestDifference(LogitsArray other)
    {
        if (Shape != other.Shape)
        {
            throw new ArgumentException($"Logits of shape {other.Shape} do not compare with {Shape}.", nameof(other));
        }

        return Values.Zip(other.Values, Difference).DefaultIfEmpty().Max();
    }

    /// <summary>These logits followed, in every sample, by those of later tokens.</summary>
    public LogitsArray Append(LogitsArray later)
    {
        int width = Tokens * Vocabulary;
        int laterWidth = later.Tokens * Vocabulary;
        float[] joined = [.. Enumerable.Range(0, Batch).SelectMany(sample =>
            Values.Skip(sample * width).Take(width).Concat(later.Values.Skip(sample * laterWidth).Take(laterWidth)))];
        return new(joined, Batch, Tokens + later.Tokens, Vocabulary);
    }

    private (int Batch, int Tokens, int Vocabulary) Shape => (Batch, Tokens, Vocabulary);

    private static double Difference(float a, float b) =>
        float.IsFinite(a - b) ? Math.Abs((double)a - b) : double.PositiveInfinity;
}
