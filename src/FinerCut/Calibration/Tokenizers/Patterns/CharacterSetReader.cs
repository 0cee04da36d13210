namespace FinerCut.Calibration.Tokenizers.Patterns;

/// <summary>Reads brackets; unlike in .NET they may stand inside of brackets.</summary>
internal static class CharacterSetReader
{
    /// <summary>Reads a set whose opening bracket has been taken.</summary>
    internal static CharacterSet Read(PatternCursor cursor, NamedCharacters named, bool ignoresCase)
    {
        CharacterSet set = new() { IsNegated = cursor.TryTake("^") };
        bool isFirst = true;
        while (isFirst || !cursor.TryTake("]"))
        {
            RequireUnderstood(cursor);
            ReadItem(cursor, set, named, ignoresCase);
            isFirst = false;
        }

        return set;
    }

    private static void RequireUnderstood(PatternCursor cursor)
    {
        if (cursor.TryTake("&&"))
        {
            throw new FormatException("an intersection (&&)");
        }

        if (cursor.TryTake("[:"))
        {
            throw new FormatException("a bracket such as [:alpha:]");
        }
    }

    private static void ReadItem(PatternCursor cursor, CharacterSet set, NamedCharacters named, bool ignoresCase)
    {
        if (cursor.TryTake("["))
        {
            set.Add(Read(cursor, named, ignoresCase));
            return;
        }

        bool isEscaped = cursor.TryTake("\\");
        if (isEscaped && EscapeReader.TryReadClass(cursor, set, ignoresCase))
        {
            return;
        }

        char first = ReadCharacter(cursor, isEscaped);
        named.AddTo(set, (first, ReadRangeEnd(cursor) ?? first), ignoresCase);
    }

    private static char? ReadRangeEnd(PatternCursor cursor)
    {
        int start = cursor.Position;
        if (cursor.TryTake("-") && cursor.Current is not (']' or '['))
        {
            return ReadCharacter(cursor, cursor.TryTake("\\"));
        }

        cursor.Position = start;
        return null;
    }

    private static char ReadCharacter(PatternCursor cursor, bool isEscaped) =>
        isEscaped ? EscapeReader.ReadCharacter(cursor) : cursor.Take();
}
