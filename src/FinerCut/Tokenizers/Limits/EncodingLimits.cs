namespace FinerCut.Tokenizers.Limits;

/// <summary>How far a text may grow on its way through a tokenizer, and how long its patterns may take. For one text
/// and one thread.</summary>
internal sealed class EncodingLimits
{
    /// <summary>Characters that any text may grow to, in UTF-16 units: 64 Ki.</summary>
    internal const int AlwaysAllowed = 1 << 16;

    /// <summary>Characters beyond <see cref="AlwaysAllowed"/> that each character may become: compatibility
    /// normalization writes up to 18.</summary>
    internal const int LargestGrowth = 20;

    /// <summary>How much longer pieces may be than the text, as byte-level letters are: three for each character, and a
    /// space before a piece.</summary>
    internal const int LargestPieceGrowth = 4;

    // Patterns take about 0.05 seconds for a million characters.
    private const int MillisecondsForAny = 5000;
    private const int CharactersForMillisecond = 50;

    private readonly long _textLength;
    private readonly long _longest;
    private readonly long _milliseconds;
    private long _written;
    private long _spent;

    private EncodingLimits(long textLength)
    {
        _textLength = textLength;
        _longest = AlwaysAllowed + LargestGrowth * textLength;
        _milliseconds = MillisecondsForAny + textLength / CharactersForMillisecond;
    }

    /// <summary>The limits of a text.</summary>
    /// <param name="textLength">Its length in UTF-16 units.</param>
    internal static EncodingLimits For(long textLength) => new(textLength);

    /// <summary>Refuses a text that has grown too much, together with the sections before it.</summary>
    /// <param name="length">Length of the text in UTF-16 units.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3053: the text is longer than allowed.</exception>
    internal void RequireLength(long length)
    {
        if (_written + length > _longest)
        {
            throw TokenizerErrors.TextGrows(_textLength, _longest);
        }
    }

    /// <summary>Refuses pieces that have grown too much.</summary>
    /// <param name="length">Length of all pieces of a section in UTF-16 units.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3053: the pieces are longer than allowed.</exception>
    internal void RequirePieces(long length)
    {
        if (length > LargestPieceGrowth * _longest)
        {
            throw TokenizerErrors.TextGrows(_textLength, LargestPieceGrowth * _longest);
        }
    }

    /// <summary>Ends a section: the next ones have less room.</summary>
    /// <param name="length">Its length in UTF-16 units.</param>
    internal void Add(long length)
    {
        RequireLength(length);
        _written += length;
    }

    /// <summary>Refuses a pattern that takes too much time, together with what was spent before.</summary>
    /// <param name="milliseconds">How long the pattern has been at work.</param>
    /// <param name="pattern">The pattern, for messages.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC3052: it is longer than allowed.</exception>
    internal void RequireTime(long milliseconds, string pattern)
    {
        if (_spent + milliseconds > _milliseconds)
        {
            throw TokenizerErrors.PatternTooSlow(pattern, _textLength, _milliseconds);
        }
    }

    /// <summary>Takes time from what is left.</summary>
    /// <param name="milliseconds">How long a pattern has worked.</param>
    internal void Spend(long milliseconds) => _spent += milliseconds;
}
