namespace FinerCut.Execution;

/// <summary>The size of one call of a decoder.</summary>
/// <param name="Batch">Sequences, all the same one: 1, or as many as the model fixes.</param>
/// <param name="Tokens">Tokens of this call in each of them.</param>
/// <param name="Past">Tokens of the calls before.</param>
internal readonly record struct Call(int Batch, int Tokens, int Past)
{
    /// <summary>Tokens that the model declares for every call; null where any number will do.</summary>
    public int? TokensPerCall { get; init; }

    /// <summary>Tokens of all calls.</summary>
    public int Total => Past + Tokens;

    /// <summary>Repeats what one sequence needs for all sequences.</summary>
    public double[] ForAll(double[] sequence) =>
        Batch == 1 ? sequence : [.. Enumerable.Repeat(sequence, Batch).SelectMany(numbers => numbers)];
}
