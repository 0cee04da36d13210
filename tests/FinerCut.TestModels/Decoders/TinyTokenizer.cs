using System.Text.Json.Nodes;

namespace FinerCut.TestModels.Decoders;

/// <summary>
/// A byte-level BPE tokenizer in Hugging Face's form: ids 0 to 2 are <c>&lt;s&gt;</c>, <c>&lt;/s&gt;</c>,
/// <c>&lt;pad&gt;</c>, 3 to 258 the bytes, then merges.
/// </summary>
public static class TinyTokenizer
{
    private static readonly string[] SpecialTokens = ["<s>", "</s>", "<pad>"];

    private static readonly string[] Merges =
    [
        "r i", "Ġ ri", "Ġri v", "Ġriv e", "Ġrive r", "e n", "Ġ b", "o a", "Ġb oa", "Ġboa t", "l o", "lo w", "Ġ s",
        "Ġs low",
        "Ġ t", "Ġt h", "Ġth e", "Ġ a", "Ġa n", "Ġan d", "i s", "Ġ is", "e d", "n g", "i ng", "Ġ w", "Ġw en", "Ġwen t",
        "o n",
    ];

    /// <summary>The ids that the tokenizer can give out, with the special tokens.</summary>
    public static int LargestVocabulary => SpecialTokens.Length + 256 + Merges.Length;

    /// <summary>Writes <c>tokenizer.json</c> and <c>tokenizer_config.json</c>.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="vocabulary">The model's vocabulary; as many merges as fit into it are used, from 259 on.</param>
    public static void Write(string folder, int vocabulary)
    {
        int room = vocabulary - SpecialTokens.Length - 256;
        ArgumentOutOfRangeException.ThrowIfNegative(room, nameof(vocabulary));
        TinyConfiguration.WriteJson(Path.Combine(folder, "tokenizer.json"), Tokenizer([.. Merges.Take(room)]));
        TinyConfiguration.WriteJson(Path.Combine(folder, "tokenizer_config.json"), new()
        {
            ["bos_token"] = SpecialTokens[0],
            ["eos_token"] = SpecialTokens[1],
            ["pad_token"] = SpecialTokens[2],
            ["model_max_length"] = 128,
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
        });
    }

    private static JsonObject Tokenizer(string[] merges) => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = null,
        ["added_tokens"] = new JsonArray([.. SpecialTokens.Select(AddedToken)]),
        ["normalizer"] = null,
        ["pre_tokenizer"] = ByteLevel(addPrefixSpace: false),
        ["post_processor"] = null,
        ["decoder"] = ByteLevel(addPrefixSpace: true),
        ["model"] = new JsonObject
        {
            ["type"] = "BPE",
            ["dropout"] = null,
            ["unk_token"] = null,
            ["continuing_subword_prefix"] = null,
            ["end_of_word_suffix"] = null,
            ["fuse_unk"] = false,
            ["byte_fallback"] = false,
            ["ignore_merges"] = false,
            ["vocab"] = Vocabulary(merges),
            ["merges"] = new JsonArray(
                [.. merges.Select(merge => merge.Split(' ')).Select(parts => new JsonArray(parts[0], parts[1]))]),
        },
    };

    private static JsonObject AddedToken(string content, int id) => new()
    {
        ["id"] = id,
        ["content"] = content,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };

    private static JsonObject ByteLevel(bool addPrefixSpace) => new()
    {
        ["type"] = "ByteLevel",
        ["add_prefix_space"] = addPrefixSpace,
        ["trim_offsets"] = true,
        ["use_regex"] = true,
    };

    private static JsonObject Vocabulary(string[] merges)
    {
        IEnumerable<string> merged = merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal));
        string[] tokens = [.. SpecialTokens, .. ByteCharacters(), .. merged];
        return new(tokens.Select((token, id) => KeyValuePair.Create<string, JsonNode?>(token, id)));
    }

    /// <summary>The characters that stand for bytes: printable ones for themselves, the others, in their order, from
    /// U+0100 on.</summary>
    private static IEnumerable<string> ByteCharacters()
    {
        char[] printable = [.. Enumerable.Range(0, 256).Where(IsPrintable).Select(value => (char)value)];
        int others = 256 - printable.Length;
        return printable.Concat(Enumerable.Range(256, others).Select(value => (char)value))
            .Select(character => character.ToString());
    }

    private static bool IsPrintable(int value) =>
        value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
}
