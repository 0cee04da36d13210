using System.Text;

namespace FinerCut.Tokenizers.Patterns;

/// <summary>A place in the text of a pattern.</summary>
internal sealed class PatternCursor(string source)
{
    /// <summary>The most groups and brackets that may stand in each other; published patterns have up to 4.</summary>
    internal const int DeepestNesting = 100;

    // The whole pattern is entered, too, and is in no group.
    private int _depth = -1;

    internal int Position { get; set; }

    internal bool IsAtEnd => Position == source.Length;

    /// <summary>The UTF-16 unit at the place, or NUL at the end.</summary>
    internal char Current => IsAtEnd ? '\0' : source[Position];

    /// <summary>What follows.</summary>
    internal ReadOnlySpan<char> Rest => source.AsSpan(Position);

    internal char Take() => IsAtEnd ? throw new FormatException("it ends too early") : source[Position++];

    /// <summary>Takes a whole code point.</summary>
    internal int TakeCodePoint()
    {
        if (!Rune.TryGetRuneAt(IsAtEnd ? " " : source, IsAtEnd ? 0 : Position, out Rune rune))
        {
            throw new FormatException("half of a surrogate pair");
        }

        Take();
        Position += rune.Utf16SequenceLength - 1;
        return rune.Value;
    }

    internal bool TryTake(string text)
    {
        bool isNext = Rest.StartsWith(text, StringComparison.Ordinal);
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

    /// <summary>Enters a group or brackets, which <see cref="Leave"/> ends.</summary>
    /// <exception cref="PatternLimitException">Too many stand in each other.</exception>
    internal void Enter()
    {
        if (++_depth > DeepestNesting)
        {
            throw new PatternLimitException($"has groups or brackets in each other more than {DeepestNesting} deep");
        }
    }

    internal void Leave() => _depth--;
}
