namespace FinerCut.Tokenizers.SentencePieces;

/// <summary>What a piece is for; the values are those of the file.</summary>
internal enum SentencePieceTokenKind
{
    /// <summary>Text.</summary>
    Normal = 1,

    /// <summary>Stands for what no other piece covers.</summary>
    Unknown = 2,

    /// <summary>Not text, such as <c>&lt;s&gt;</c>.</summary>
    Control = 3,

    /// <summary>Text that is always one piece.</summary>
    UserDefined = 4,

    /// <summary>Never given.</summary>
    Unused = 5,

    /// <summary>One byte, such as <c>&lt;0x0A&gt;</c>.</summary>
    Byte = 6,
}
