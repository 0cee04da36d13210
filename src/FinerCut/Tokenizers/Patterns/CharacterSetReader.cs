namespace FinerCut.Tokenizers.Patterns;

/// <summary>Reads brackets; unlike in .NET they may stand inside of brackets, and sets may be intersected.</summary>
/// <param name="cursor">Where to read.</param>
/// <param name="options">How letters are matched.</param>
internal sealed class CharacterSetReader(PatternCursor cursor, PatternOptions options)
{
    /// <summary>Reads a set whose opening bracket has been taken.</summary>
    internal CharacterSet Read()
    {
        cursor.Enter();
        bool isNegated = cursor.TryTake("^");
        CharacterSet? before = null;
        List<CharacterSet> items = [];
        do
        {
            if (cursor.TryTake("&&"))
            {
                before = Intersect(before, items);
                items = [];
            }
            else
            {
                items.Add(ReadItem());
            }
        }
        while (!cursor.TryTake("]"));

        CharacterSet set = Intersect(before, items);
        cursor.Leave();
        return isNegated ? set.Invert() : set;
    }

    private static CharacterSet Intersect(CharacterSet? before, List<CharacterSet> items)
    {
        if (items.Count == 0)
        {
            throw new FormatException("an intersection (&&) with nothing on one side");
        }

        CharacterSet set = CharacterSet.Union(items);
        return before?.Intersect(set) ?? set;
    }

    private CharacterSet ReadItem()
    {
        if (cursor.TryTake("[:"))
        {
            return ReadPosix();
        }

        if (cursor.TryTake("["))
        {
            return Read();
        }

        bool isEscaped = cursor.TryTake("\\");
        return isEscaped && EscapeReader.TryReadClass(cursor, options, isInBrackets: true) is { } named
            ? named
            : ReadRange(isEscaped);
    }

    private CharacterSet ReadRange(bool isEscaped)
    {
        int first = ReadCharacter(isEscaped);
        int last = ReadRangeEnd() ?? first;
        CharacterSet range = first <= last
            ? CharacterSet.FromCodePoints(first, last)
            : throw new FormatException("a range that ends before it begins");
        return options.IgnoresCase ? LetterCases.Fold(range) : range;
    }

    private CharacterSet ReadPosix()
    {
        bool isInverted = cursor.TryTake("^");
        string name = cursor.TakeUntil(':');
        if (!cursor.TryTake("]") || (options.IgnoresCase && !UnicodeProperties.HoldsBothCases(name)))
        {
            throw new FormatException($"the class [:{name}");
        }

        CharacterSet set = UnicodeProperties.FindPosix(name);
        return isInverted ? set.Invert() : set;
    }

    private int? ReadRangeEnd()
    {
        int start = cursor.Position;
        if (cursor.TryTake("-") && cursor.Current is not (']' or '['))
        {
            return ReadCharacter(cursor.TryTake("\\"));
        }

        cursor.Position = start;
        return null;
    }

    private int ReadCharacter(bool isEscaped) =>
        isEscaped ? EscapeReader.ReadCharacter(cursor) : cursor.TakeCodePoint();
}
