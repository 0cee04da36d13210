using System.Text;
using System.Text.Json.Nodes;
using FinerCut.TestModels.Files;

namespace FinerCut.Fuzzing.Subjects;

/// <summary>Tokenizers with regular expressions that nobody would write, and with parts that multiply text.</summary>
internal static class DamagedPatterns
{
    private const int LongestShown = 200;

    private static readonly string[] Words =
    [
        "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?>", "[", "]", "[^", "{1,3}", "{1000}", "{1000000}", "*", "+", "?",
        "+?",
        "*+", "|", "a", "ab", ".", "$", "^", @"\p{L}", @"\p{N}", @"\p{Nope}", @"\s", @"\S", @"\b", @"\1", @"\k<a>",
        "(?<a>", "(?i)", "&&", "[[:alpha:]]", @"\x{10FFFF}", @"\x{110000}", "é", "界", "(a|aa)+b", "(a*)*$", "(.*)*=",
        " ?",
    ];

    /// <summary>Gives a tokenizer something of every part.</summary>
    /// <param name="tokenizer">A <c>tokenizer.json</c>, changed in place.</param>
    public static void AddParts(JsonNode tokenizer)
    {
        tokenizer["normalizer"] = JsonNode.Parse(
            """
            {"type":"Sequence","normalizers":[{"type":"NFC"},{"type":"Lowercase"},{"type":"Prepend","prepend":" "},
            {"type":"Replace","pattern":{"Regex":" {3,}"},"content":" "},
            {"type":"Replace","pattern":{"String":"aa"},"content":"a"}]}
            """);
        tokenizer["pre_tokenizer"] = JsonNode.Parse(
            """
            {"type":"Sequence","pretokenizers":[
            {"type":"Split","pattern":{"Regex":"\\p{N}{1,3}|\\s+(?!\\S)"},"behavior":"Isolated","invert":false},
            {"type":"Digits","individual_digits":true},
            {"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,"use_regex":true}]}
            """);
        tokenizer["post_processor"] = JsonNode.Parse(
            """
            {"type":"TemplateProcessing",
            "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
            "pair":[],"special_tokens":{"<s>":{"id":"<s>","ids":[0],"tokens":["<s>"]}}}
            """);
    }

    /// <summary>A copy with another pattern, or with another step of normalization.</summary>
    /// <param name="tokenizer">A sound <c>tokenizer.json</c>; not changed.</param>
    /// <param name="random">Where and what.</param>
    public static DamagedFile Of(byte[] tokenizer, Random random)
    {
        JsonNode whole = JsonNode.Parse(tokenizer)!;
        AddParts(whole);
        JsonArray normalizers = whole["normalizer"]!["normalizers"]!.AsArray();
        string pattern = Pattern(random);
        switch (random.Next(4))
        {
            case 0:
                normalizers[3]!["pattern"]!["Regex"] = pattern;
                normalizers[3]!["content"] = new string('b', random.Next(100));
                break;
            case 1:
                Multiply(normalizers, random);
                break;
            default:
                whole["pre_tokenizer"]!["pretokenizers"]![0]!["pattern"]!["Regex"] = pattern;
                break;
        }

        string shown = pattern.Length > LongestShown ? pattern[..LongestShown] + "..." : pattern;
        return new($"the pattern {shown}", Encoding.UTF8.GetBytes(whole.ToJsonString()));
    }

    private static string Pattern(Random random)
    {
        int count = random.Next(1, 12);
        string some = string.Concat(Enumerable.Range(0, count).Select(_ => Words[random.Next(Words.Length)]));
        return random.Next(10) > 0 ? some : string.Concat(Enumerable.Repeat(some, random.Next(1, 5000)));
    }

    private static void Multiply(JsonArray normalizers, Random random)
    {
        string content = new('a', random.Next(2, 1000));
        for (int step = random.Next(1, 20); step > 0; step--)
        {
            normalizers.Add(new JsonObject
            {
                ["type"] = "Replace",
                ["pattern"] = new JsonObject { ["String"] = random.Next(4) > 0 ? "a" : "" },
                ["content"] = content,
            });
        }
    }
}
