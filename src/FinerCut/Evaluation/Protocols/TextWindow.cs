namespace FinerCut.Evaluation.Protocols;

/// <summary>A piece of a text that a model reads alone, from position 0.</summary>
/// <param name="Ids">Its token ids, at least 2.</param>
/// <param name="First">Index of the first token whose prediction counts, from 1; all after it count as well.</param>
internal sealed record TextWindow(int[] Ids, int First)
{
    /// <summary>Predictions that count.</summary>
    public int Predictions => Ids.Length - First;
}
