using System.Text;
using System.Text.RegularExpressions;
using FinerCut.Calibration.Texts;

namespace FinerCut.Tests.Calibration.Texts;

/// <summary>What both built-in texts have to be.</summary>
internal static partial class BuiltInText
{
    /// <summary>A pattern for each kind of text that calibration and evaluation should meet.</summary>
    private static readonly (string Kind, Regex Mark)[] Kinds =
    [
        ("story",
            Story()), ("dialogue", Dialogue()), ("instructions", Instructions()), ("code", Code()), ("sums", Sums()),
    ];

    internal static byte[] ReadBytes(string resource)
    {
        using Stream stream = typeof(CalibrationText).Assembly.GetManifestResourceStream(resource)!;
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    internal static void CheckForm(byte[] bytes, string text)
    {
        Assert.Equal(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), text);
        Assert.NotEqual('\uFEFF', text[0]);
        Assert.DoesNotContain('\r', text);
        Assert.DoesNotMatch(@"[ \t]\n|\n\n\n\n", text);
        Assert.Matches(@"^\S[\s\S]*\S\n\z", text);
        Assert.True(text.IsNormalized(NormalizationForm.FormC), "A letter is written as two characters.");
    }

    internal static void CheckMixture(string text, int windowLength)
    {
        Assert.All(Kinds, kind =>
        {
            int[] ends = [0, .. kind.Mark.Matches(text).Select(match => match.Index), text.Length];
            int gap = ends.Zip(ends.Skip(1), (left, right) => right - left).Max();
            Assert.True(gap <= windowLength, $"{gap} characters hold no {kind.Kind}.");
        });
    }

    internal static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Any(char.IsLetter));

    internal static IEnumerable<string> Sentences(string text) =>
        SentenceEnd().Split(text).Select(part => part.Trim()).Where(part => part.Length > 3);

    internal static IEnumerable<string> RunsOfWords(string text, int length)
    {
        string[] words = [.. Word().Matches(text).Select(match => match.Value)];
        return Enumerable.Range(0, words.Length - length + 1)
            .Select(start => string.Join(' ', words[start..(start + length)]));
    }

    [GeneratedRegex(@"\bsaid [A-Z]|\b(he|she|man|captain) said\b")]
    private static partial Regex Story();

    [GeneratedRegex(@"^(?:[A-Z]\w+(?: [A-Z]\w+)?: |[""“][^""”\n]+[""”]$)", RegexOptions.Multiline)]
    private static partial Regex Dialogue();

    [GeneratedRegex(
        @"(?<=^|\. )(?:Take|Add|Pour|Stir|Lift|Turn|Drive|Hold|Place|Remove|Cover|Choose|Tighten) ",
        RegexOptions.Multiline)]
    private static partial Regex Instructions();

    [GeneratedRegex(@"^```\w+$", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\d [×÷−] \d+[\d., ]* = \d")]
    private static partial Regex Sums();

    [GeneratedRegex(@"[.!?;:”]\s")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
