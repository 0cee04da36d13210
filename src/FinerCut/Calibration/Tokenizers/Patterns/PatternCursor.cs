namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>A place in the text of a pattern.</summary>
internal sealed class PatternCursor(string source)
{
    internal int Position { get; set; }

    internal bool IsAtEnd => Position == source.Length;

    /// <summary>The character at the place, or NUL at the end.</summary>
    internal char Current => IsAtEnd ? '\0' : source[Position];

    internal char Take() => IsAtEnd ? throw new FormatException("it ends too early") : source[Position++];

    internal bool TryTake(string text)
    {
        bool isNext = source.AsSpan(Position).StartsWith(text, StringComparison.Ordinal);
        Position += isNext ? text.Length : 0;
        return isNext;
    }

    /// <summary>Takes everything up to a closing character, and that as well.</summary>
    internal string TakeUntil(char close)
    {
        int end = source.IndexOf(close, Position);
        if (end < 0)
        {
            throw new FormatException($"a '{close}' is missing");
        }

        string text = source[Position..end];
        Position = end + 1;
        return text;
    }
}
