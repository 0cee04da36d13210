using System.Globalization;
using FinerCut.ChatTemplates.Values;

namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>The argument <c>attribute</c> of filters: names and indices with dots between them.</summary>
internal static class MemberPath
{
    /// <summary>What gets the member; the value itself where no path is given.</summary>
    internal static Func<object?, object?> CompilePath(object? path)
    {
        if (path is null || path == CallArguments.Missing)
        {
            return value => value;
        }

        object?[] parts = path is string text ? [.. text.Split('.').Select(Part)] : [PythonType.Integer(path)];
        return value => parts.Aggregate(value, Members.GetItem);
    }

    private static object Part(string part) => part.Length > 0 && part.All(char.IsAsciiDigit)
        && long.TryParse(part, CultureInfo.InvariantCulture, out long index) ? index : part;
}
