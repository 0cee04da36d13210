using System.Text.RegularExpressions;

namespace FinerCut.Tests.Conventions;

/// <summary>Lines of Markdown that are too long to be read beside each other.</summary>
internal static partial class MarkdownLines
{
    /// <summary>Most columns of a line.</summary>
    public const int Columns = 120;

    /// <summary>Finds the lines that could be broken and were not.</summary>
    /// <param name="text">A page.</param>
    /// <returns>Their 1-based numbers. Rows of tables and fenced code cannot be broken; nor can a line that is one
    /// link alone, behind a list marker or not.</returns>
    public static IReadOnlyList<int> FindTooLong(string text)
    {
        List<int> numbers = [];
        string? fence = null;
        foreach ((int index, string line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (fence is not null)
            {
                fence = Closes(line.Trim(), fence) ? null : fence;
            }
            else if (Fence().Match(line) is { Success: true } opening)
            {
                fence = opening.Groups["mark"].Value;
            }
            else if (line.Length > Columns && !Unbreakable().IsMatch(line))
            {
                numbers.Add(index + 1);
            }
        }

        return numbers;
    }

    private static bool Closes(string line, string fence) =>
        line.StartsWith(fence, StringComparison.Ordinal) && line.All(character => character == fence[0]);

    [GeneratedRegex("^ *(?<mark>```+|~~~+)[^`]*$")]
    private static partial Regex Fence();

    /// <summary>A row of a table, or one word with an address in it.</summary>
    [GeneratedRegex(@"^\||^\s*(?:(?:[-*+]|\d+\.) +)?\S*(?:://|\]\()\S*$")]
    private static partial Regex Unbreakable();
}
