using System.Text.Json;
using FinerCut.Tokenizers;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Texts with the ids and the decoded text that the Hugging Face library gives.</summary>
internal static class ReferenceVectors
{
    private const int FewestRows = 225;

    /// <summary>Compares every row of a file, and fails with the first that differ.</summary>
    internal static void Verify(HuggingFaceTokenizer tokenizer, string file)
    {
        string[] lines = File.ReadAllLines(file);
        Assert.True(lines.Length >= FewestRows);
        List<string> differences = [];
        foreach (string line in lines)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            Compare(tokenizer, row.RootElement, differences);
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join('\n', differences.Take(5))}");
    }

    /// <summary>The texts of a file.</summary>
    internal static IReadOnlyList<string> Texts(string file) => [.. File.ReadLines(file).Select(Text)];

    private static void Compare(HuggingFaceTokenizer tokenizer, JsonElement row, List<string> differences)
    {
        string text = row.GetProperty("text").GetString()!;
        IReadOnlyList<int> ids = tokenizer.EncodeIds(text, addSpecialTokens: false);
        IReadOnlyList<int> withSpecial = tokenizer.EncodeIds(text, addSpecialTokens: true);
        int[] expected = Ids(row, "ids");
        int[] expectedWithSpecial = row.TryGetProperty("ids_with_special", out _)
            ? Ids(row, "ids_with_special")
            : expected;
        string decoded = tokenizer.DecodeIds(expected);
        Note(differences, text, ids.SequenceEqual(expected), string.Join(' ', ids));
        Note(
            differences,
            text,
            withSpecial.SequenceEqual(expectedWithSpecial),
            "with special " + string.Join(' ', withSpecial));
        Note(differences, text, decoded == row.GetProperty("decoded").GetString(), "decoded " + decoded);
    }

    private static void Note(List<string> differences, string text, bool isRight, string found)
    {
        if (!isRight)
        {
            differences.Add($"{text} -> {found}");
        }
    }

    private static string Text(string line)
    {
        using JsonDocument row = JsonDocument.Parse(line);
        return row.RootElement.GetProperty("text").GetString()!;
    }

    private static int[] Ids(JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
