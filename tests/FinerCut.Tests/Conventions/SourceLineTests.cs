using System.Text.RegularExpressions;

namespace FinerCut.Tests.Conventions;

/// <summary>Code wraps at <see cref="MarkdownLines.Columns"/> columns, as pages do.</summary>
public partial class SourceLineTests
{
    [Fact]
    public void Sources_Lines_AreNoLongerThanTheLimit()
    {
        string[] files = [.. SourceFiles.Below("src", ".cs"), .. SourceFiles.Below("tests", ".cs")];

        Assert.InRange(files.Length, 700, 5000);
        Assert.Empty(files.SelectMany(file => Repository.ReadText(file).Split('\n').Index()
            .Where(line => IsTooLong(line.Item))
            .Select(line => $"{file}:{line.Index + 1}")));
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(121, true)]
    public void IsTooLong_Call_IsMeasured(int columns, bool isTooLong) =>
        Assert.Equal(isTooLong, IsTooLong($"Call({new string('a', columns - 7)});"));

    [Theory]
    [InlineData(59, true)]
    [InlineData(60, false)]
    public void IsTooLong_TextOnOneLine_IsLeftWhereItIsLong(int characters, bool isTooLong) =>
        Assert.Equal(isTooLong, IsTooLong($"{new string(' ', 61)}\"{new string('a', characters)}\""));

    // A pattern, a piece of JSON or a text with blanks that matter is read better in one piece.
    private static bool IsTooLong(string line) =>
        line.Length > MarkdownLines.Columns && !LongText().IsMatch(line);

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.){60,}\"|\"{3}|@\"|^\\s*(?:\\{|\"\\w+\":|<)")]
    private static partial Regex LongText();
}
