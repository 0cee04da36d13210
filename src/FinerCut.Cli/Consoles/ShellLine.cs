namespace FinerCut.Cli.Consoles;

/// <summary>Breaks command lines so that a copy of them can still be run.</summary>
internal static class ShellLine
{
    private const string Continues = " \\";
    private const int Indent = 6;

    /// <summary>Breaks a command line at blanks outside of quotes, with the backslash that shells ask for; not on
    /// Windows, whose shells
    /// do not agree on a sign.</summary>
    /// <param name="text">The command line, indented as it is to be shown.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <returns>The same with line breaks where it is wider.</returns>
    public static string Wrap(string text, int width)
    {
        if (OperatingSystem.IsWindows() || width == Terminal.Unlimited || LineWrap.Columns(text) <= width)
        {
            return text;
        }

        // A blank in quotes is part of a word.
        IReadOnlyList<string> lines = LineWrap.Break(HideQuoted(text), width - Continues.Length, Indent);
        return string.Join($"{Continues}\n", lines).Replace('\0', ' ');
    }

    private static string HideQuoted(string text)
    {
        bool isQuoted = false;
        return string.Concat(text.Select(character =>
        {
            isQuoted ^= character == '"';
            return isQuoted && character == ' ' ? '\0' : character;
        }));
    }
}
