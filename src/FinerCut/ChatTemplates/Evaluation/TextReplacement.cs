using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Texts in place of others, and between others, with their size checked before they are made.</summary>
internal static class TextReplacement
{
    internal static object ReplaceText(string text, CallArguments arguments)
    {
        object?[] values = arguments.Bind("!old", "!new", "count");
        long most = values[2] == CallArguments.Missing || values[2] is null ? -1 : PythonType.Integer(values[2]);
        return Replace(text, PythonType.Text(values[0]), PythonType.Text(values[1]), most);
    }

    /// <summary>Python's <c>replace</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="old">What goes; empty for each place between two characters.</param>
    /// <param name="replacement">What comes.</param>
    /// <param name="most">How often; negative for always.</param>
    internal static string Replace(string text, string old, string replacement, long most)
    {
        if (old.Length == 0)
        {
            return Spread(text, replacement, most);
        }

        long count = Count(text, old);
        SizeLimit.Check(text.Length + (count * ((long)replacement.Length - old.Length)));
        return most < 0 || most >= count
            ? text.Replace(old, replacement, StringComparison.Ordinal)
            : string.Join(replacement, text.Split(old, (int)most + 1));
    }

    internal static long Count(string text, string wanted)
    {
        if (wanted.Length == 0)
        {
            return PythonText.Length(text) + 1;
        }

        long count = 0;
        for (int index = text.IndexOf(wanted, StringComparison.Ordinal); index >= 0; index =
            text.IndexOf(wanted, index + wanted.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    internal static string Join(string separator, IReadOnlyList<string> parts)
    {
        SizeLimit.Check(parts.Sum(part => (long)part.Length) + ((long)separator.Length * parts.Count));
        return string.Join(separator, parts);
    }

    private static string Spread(string text, string replacement, long most)
    {
        string[] characters = [.. PythonText.Characters(text)];
        SizeLimit.Check(text.Length + ((characters.Length + 1L) * replacement.Length));
        long places = most < 0 ? characters.Length + 1L : most;
        return string.Concat(
            characters.Select((character, index) => index < places ? replacement + character : character))
            + (places > characters.Length ? replacement : "");
    }
}
