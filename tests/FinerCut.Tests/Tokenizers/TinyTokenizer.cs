using System.Text.Json.Nodes;
using FinerCut.Tokenizers.Models;

namespace FinerCut.Tests.Tokenizers;

/// <summary>Small tokenizers, as the JSON of their files.</summary>
internal static class TinyTokenizer
{
    /// <summary>All 256 bytes, ids in the order of byte values, and the merges <c>l l</c>, <c>h e</c>, <c>he ll</c> and
    /// <c>Ġ w</c>.</summary>
    internal static JsonObject ByteLevel()
    {
        string[] letters = [.. Enumerable.Range(0, 128).Select(value => ByteLetters.Encode(((char)value).ToString()))];
        string[] upper = [.. AllByteLetters().Skip(128)];
        JsonObject json = Bpe([.. letters, .. upper], ["l l", "h e", "he ll", "Ġ w"]);
        json["pre_tokenizer"] =
            JsonNode.Parse("""{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}""");
        json["decoder"] = JsonNode.Parse("""{"type":"ByteLevel"}""");
        return json;
    }

    /// <summary>The token <c>&lt;unk&gt;</c> (0), the letters a to e (1 to 5), <c>▁</c> (6), then what the merges
    /// make.</summary>
    internal static JsonObject Letters(params string[] merges) => Bpe(["<unk>", "a", "b", "c", "d", "e", "▁"], merges);

    internal static JsonObject With(this JsonObject json, string name, string value)
    {
        json[name] = JsonNode.Parse(value);
        return json;
    }

    internal static JsonObject WithModel(this JsonObject json, string name, string value)
    {
        json["model"]![name] = JsonNode.Parse(value);
        return json;
    }

    internal static JsonObject WithAdded(this JsonObject json, int id, string content, params string[] flags)
    {
        JsonArray added = json["added_tokens"] as JsonArray ?? [];
        JsonObject token = new() { ["id"] = id, ["content"] = content };
        string[] names = ["single_word", "lstrip", "rstrip", "normalized", "special"];
        foreach (string name in names)
        {
            token[name] = flags.Contains(name);
        }

        added.Add(token);
        json["added_tokens"] = added;
        return json;
    }

    private static IEnumerable<string> AllByteLetters()
    {
        char next = '\u0100';
        for (int value = 0; value < 256; value++)
        {
            bool isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            yield return (isPrintable ? (char)value : next++).ToString();
        }
    }

    private static JsonObject Bpe(string[] tokens, string[] merges)
    {
        JsonObject vocabulary = [];
        foreach (string token in tokens.Concat(
            merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal))))
        {
            vocabulary[token] = vocabulary.Count;
        }

        return new JsonObject
        {
            ["version"] = "1.0",
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray([.. merges.Select(merge => JsonValue.Create(merge))]),
            },
        };
    }
}
