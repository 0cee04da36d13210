using System.Text.Json.Nodes;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Compares ids of this tokenizer with those of the Hugging Face library.</summary>
internal static class RustComparison
{
    private const int LongestShown = 60;

    /// <summary>Fails with the first texts whose ids differ.</summary>
    internal static void Verify(HuggingFaceTokenizer ours, JsonObject tokenizer, IEnumerable<string> texts)
    {
        using RustLibrary rust = RustLibrary.Open(tokenizer);
        List<string> differences = [];
        foreach (string text in texts)
        {
            IReadOnlyList<int> found = ours.EncodeIds(text, addSpecialTokens: true);
            int[] expected = rust.Encode(text);
            if (!found.SequenceEqual(expected))
            {
                differences.Add(Describe(text, found, expected));
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join('\n', differences.Take(5))}");
    }

    private static string Describe(string text, IReadOnlyList<int> found, int[] expected)
    {
        int at = found.Zip(expected).TakeWhile(pair => pair.First == pair.Second).Count();
        string shown = text.Length <= LongestShown ? text : $"{text[..LongestShown]}... ({text.Length})";
        string words = string.Concat(shown.Select(character => character is > ' ' and < (char)0x7F
            ? $"{character}"
            : $"\\u{(int)character:X4}"));
        return $"{words}: from token {at} {string.Join(' ', found.Skip(at).Take(8))} for "
            + $"{string.Join(' ', expected.Skip(at).Take(8))}";
    }
}
