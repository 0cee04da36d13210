namespace FinerCut.Tokenizers.Files;

/// <summary>Counts the steps of a tokenizer file, those of all its sequences together.</summary>
internal sealed class StepCounter
{
    /// <summary>The most steps that are read; published files have up to 20.</summary>
    internal const int Most = 200;

    private int _count;

    /// <summary>Counts a step.</summary>
    /// <returns>Whether there may be as many.</returns>
    internal bool TryAdd() => ++_count <= Most;
}
