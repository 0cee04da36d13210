namespace FinerCut.Tokenizers.Tiktoken;

/// <summary>The tiktoken files that are known, each by its ranks.</summary>
/// <remarks>Patterns and special tokens: <c>tiktoken_ext/openai_public.py</c> of tiktoken, <c>tokenizer.py</c> of Llama
/// 3, and <c>tokenization_qwen.py</c> of Qwen 1.</remarks>
internal static class TiktokenFamilies
{
    private const string Contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    private const string Rest = @"|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string EndOfText = "<|endoftext|>";

    /// <summary>All families.</summary>
    internal static IReadOnlyList<TiktokenFamily> All { get; } =
    [
        new(
            "GPT-2",
            "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
            null,
            Numbered(50256, EndOfText)),
        new("cl100k_base", "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7", Words(
            @"\p{N}{1,3}"), new Dictionary<string, int>
        {
            [EndOfText] = 100257,
            ["<|fim_prefix|>"] = 100258,
            ["<|fim_middle|>"] = 100259,
            ["<|fim_suffix|>"] = 100260,
            ["<|endofprompt|>"] = 100276,
        }),
        new(
            "o200k_base",
            "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
            CasedWords(),
            new Dictionary<string, int>
            {
                [EndOfText] = 199999,
                ["<|endofprompt|>"] = 200018,
            }),
        new(
            "Llama 3",
            "82e9d31979e92ab929cd544440f129d9ecd797b69e327f80f17e1c50d5551b55",
            Words(@"\p{N}{1,3}"),
            Llama3Tokens())
        {
            Beginning = "<|begin_of_text|>",
            Classes = ["PreTrainedTokenizerFast"],
        },
        new("Qwen", "b2b1b8dfb5cc5f024bafc373121c6aba3f66f9a5a0269e243470a1de16a33186", Words(@"\p{N}"), QwenTokens())
        {
            Composes = true,
            Classes = ["QWenTokenizer"],
        },
    ];

    private static string Words(string digits) =>
        Contractions + @"|[^\r\n\p{L}\p{N}]?\p{L}+|" + digits + @"| ?[^\s\p{L}\p{N}]+[\r\n]*" + Rest;

    private static string CasedWords()
    {
        const string Upper = @"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]";
        const string Lower = @"[\p{Ll}\p{Lm}\p{Lo}\p{M}]";
        const string Before = @"[^\r\n\p{L}\p{N}]?";
        return $"{Before}{Upper}*{Lower}+{Contractions}?|{Before}{Upper}+{Lower}*{Contractions}?"
            + @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*"
            + Rest;
    }

    // What all of its versions share; a configuration beside the file lists the others.
    private static Dictionary<string, int> Llama3Tokens() => new()
    {
        ["<|begin_of_text|>"] = 128000,
        ["<|end_of_text|>"] = 128001,
        ["<|reserved_special_token_0|>"] = 128002,
        ["<|reserved_special_token_1|>"] = 128003,
        ["<|start_header_id|>"] = 128006,
        ["<|end_header_id|>"] = 128007,
        ["<|eot_id|>"] = 128009,
    };

    private static Dictionary<string, int> QwenTokens() => Numbered(
        151643, [
            EndOfText,
            "<|im_start|>",
            "<|im_end|>",
            .. Enumerable.Range(0, 205).Select(number => $"<|extra_{number}|>")
        ]);

    private static Dictionary<string, int> Numbered(int first, params string[] tokens) =>
        tokens.Select((token, index) => (token, Id: first + index)).ToDictionary(pair => pair.token, pair => pair.Id);
}
