namespace FinerCut.Tasks;

/// <summary>A choice as a model reads it.</summary>
/// <param name="Ids">Context and continuation, at least 2 token ids.</param>
/// <param name="First">Index of the continuation's first token, at least 1.</param>
internal sealed record EncodedChoice(int[] Ids, int First)
{
    /// <summary>Tokens of the continuation.</summary>
    public int Tokens => Ids.Length - First;
}
