namespace FinerCut.Tokenizers.PreTokenizers;

/// <summary>What becomes of the matches that a text is cut at, in the words of <c>tokenizer.json</c>.</summary>
internal enum SplitBehavior
{
    /// <summary>They go.</summary>
    Removed,

    /// <summary>Each is a piece.</summary>
    Isolated,

    /// <summary>Each ends the piece before it.</summary>
    MergedWithPrevious,

    /// <summary>Each begins the piece after it.</summary>
    MergedWithNext,

    /// <summary>Neighbours become one piece.</summary>
    Contiguous,
}
