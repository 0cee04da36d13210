namespace FinerCut.ChatTemplates.Values;

/// <summary>Python's kinds of sequences.</summary>
internal enum SequenceKind
{
    List,

    Tuple,

    Range,

    /// <summary>The keys, values or items of a dictionary: can be counted, but not indexed.</summary>
    View,

    /// <summary>Can be read once, and neither be counted nor indexed.</summary>
    Generator,
}
