using System.Text.Json;
using FinerCut.Calibration.Tokenizers;

namespace FinerCut.Tests.Calibration.Tokenizers;

public class ReferenceVectorTests
{
    private const int FewestRows = 225;

    [Theory]
    [InlineData("gpt2")]
    [InlineData("phi-2")]
    [InlineData("gpt-neox-20b")]
    [InlineData("phi-3-mini")]
    [InlineData("llama2-form")]
    [InlineData("llama3-form")]
    [InlineData("qwen2-form")]
    [InlineData("gemma-form")]
    public void Vectors_OfTokenizer_AreReproduced(string name)
    {
        string folder = SharedTokenizers.Require("data", "tokenizers", name);
        Verify(TokenizerFolder.Open(folder), Path.Combine(folder, "vectors.jsonl"));
    }

    [Fact]
    public void Vectors_OfSmolLm2_AreReproduced()
    {
        string folder = SharedTokenizers.Require("models", "SmolLM2-135M-Instruct");
        Verify(TokenizerFolder.Open(folder), Path.Combine(folder, "tokenizer.vectors.jsonl"));
    }

    private static void Verify(HuggingFaceTokenizer tokenizer, string vectors)
    {
        string[] lines = File.ReadAllLines(vectors);
        Assert.True(lines.Length >= FewestRows);
        List<string> differences = [];
        foreach (string line in lines)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            JsonElement root = row.RootElement;
            string text = root.GetProperty("text").GetString()!;
            IReadOnlyList<int> ids = tokenizer.EncodeIds(text, addSpecialTokens: false);
            IReadOnlyList<int> withSpecial = tokenizer.EncodeIds(text, addSpecialTokens: true);
            int[] expected = Ids(root, "ids");
            int[] expectedWithSpecial = root.TryGetProperty("ids_with_special", out _) ? Ids(root, "ids_with_special") : expected;
            string decoded = tokenizer.DecodeIds(expected);
            Note(differences, text, ids.SequenceEqual(expected), string.Join(' ', ids));
            Note(differences, text, withSpecial.SequenceEqual(expectedWithSpecial), "with special " + string.Join(' ', withSpecial));
            Note(differences, text, decoded == root.GetProperty("decoded").GetString(), "decoded " + decoded);
        }

        Assert.True(differences.Count == 0, $"{differences.Count} differ:\n{string.Join('\n', differences.Take(5))}");
    }

    private static void Note(List<string> differences, string text, bool isRight, string found)
    {
        if (!isRight)
        {
            differences.Add($"{text} -> {found}");
        }
    }

    private static int[] Ids(JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
