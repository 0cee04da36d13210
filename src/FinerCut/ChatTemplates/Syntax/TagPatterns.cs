using System.Text.RegularExpressions;

namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Where tags begin and end, with the white space that they take away. White space is Python's, which counts
/// the separators U+001C to U+001F.</summary>
internal static partial class TagPatterns
{
    [GeneratedRegex(@"\G\{%[-+]?[\s\x1c-\x1f]*raw[\s\x1c-\x1f]*(?:-%\}[\s\x1c-\x1f]*|%\})")]
    internal static partial Regex RawBegin();

    [GeneratedRegex(@"\{%(?<sign>[-+]?)[\s\x1c-\x1f]*endraw[\s\x1c-\x1f]*(?:\+%\}|-%\}[\s\x1c-\x1f]*|%\}\n?)")]
    internal static partial Regex RawEnd();

    [GeneratedRegex(@"\+#\}|-#\}[\s\x1c-\x1f]*|#\}\n?")]
    internal static partial Regex CommentEnd();

    [GeneratedRegex(@"\G(?:\+%\}|-%\}[\s\x1c-\x1f]*|%\}\n?)")]
    internal static partial Regex BlockEnd();

    [GeneratedRegex(@"\G(?:-\}\}[\s\x1c-\x1f]*|\}\})")]
    internal static partial Regex OutputEnd();

    [GeneratedRegex(@"\G[\s\x1c-\x1f]+")]
    internal static partial Regex Space();

    [GeneratedRegex(
        @"\G(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?[eE][+\-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)", RegexOptions.ECMAScript)]
    internal static partial Regex Float();

    [GeneratedRegex(@"\G(?:[1-9](?:_?[0-9])*|0(?:_?0)*)")]
    internal static partial Regex Integer();

    [GeneratedRegex(@"\G[\p{L}_][\p{L}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*")]
    internal static partial Regex Name();

    [GeneratedRegex(@"\G(?:\*\*|//|==|!=|>=|<=|[-+/*%~\[\](){}><=.:|,;])")]
    internal static partial Regex Operator();
}
