using FinerCut.Folders;

namespace FinerCut.Tests.Folders;

public sealed class ModelFolderFactsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelFolderFactsTests() => _folder.Write("model.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Facts_OfLlamaConfig_AreRead()
    {
        ModelFolder model = With("config.json", """
            { "model_type": "llama", "vocab_size": 2048, "hidden_size": 128, "head_dim": 32,
              "num_key_value_heads": 2, "num_attention_heads": 4, "max_position_embeddings": 512 }
            """);

        Assert.Equal("llama", model.Architecture);
        Assert.Equal([2048, 128, 32, 2, 4, 512], NumbersOf(model));
    }

    [Theory]
    [InlineData("config.json", """{ "bos_token_id": 1 }""", 1)]
    [InlineData("config.json", """{ "bos_token_id": [1, 2] }""", null)]
    [InlineData("genai_config.json", """{ "model": { "bos_token_id": 2 } }""", 2)]
    public void StartToken_OfEachConfig_IsRead(string name, string content, int? expected) =>
        Assert.Equal(expected, With(name, content).StartToken);

    [Fact]
    public void Facts_OfGpt2Config_AreReadByTheirOldNames()
    {
        ModelFolder model = With(
            "config.json", """{ "model_type": "gpt2", "vocab_size": 288, "n_embd": 32, "n_head": 4, "n_positions": 128, "n_inner": null }""");

        Assert.Equal([288, 32, null, null, 4, 128], NumbersOf(model));
    }

    [Fact]
    public void Facts_OfGenAiConfig_AreRead()
    {
        ModelFolder model = With("genai_config.json", """
            { "model": { "type": "gemma2", "vocab_size": 288, "context_length": 128,
              "decoder": { "head_size": 16, "hidden_size": 36, "num_attention_heads": 4, "num_key_value_heads": 2 } } }
            """);

        Assert.Equal("gemma2", model.Architecture);
        Assert.Equal([288, 36, 16, 2, 4, 128], NumbersOf(model));
    }

    [Fact]
    public void Facts_OfBothFiles_ComeFromConfigFirst()
    {
        _folder.Write("genai_config.json", """{ "model": { "type": "phi", "vocab_size": 7, "context_length": 9 } }""");

        ModelFolder model = With("config.json", """{ "model_type": "phi3", "vocab_size": 8 }""");

        Assert.Equal(("phi3", 8L, 9L), (model.Architecture, model.VocabularySize, model.ContextLength));
    }

    [Theory]
    [InlineData("config.json", """{ "max_seq_len": 128 }""", 128)]
    [InlineData("config.json", """{ "n_ctx": 128 }""", 128)]
    [InlineData("config.json", """{ "seq_length": 128 }""", 128)]
    [InlineData("config.json", """{ "max_sequence_length": 128 }""", 128)]
    [InlineData("config.json", """{ "context_length": 128 }""", 128)]
    [InlineData("config.json", """{ "model_max_length": 128 }""", 128)]
    [InlineData("config.json", """{ "n_ctx": 64, "n_positions": 128 }""", 128)]
    [InlineData("config.json", """{ "text_config": { "max_seq_len": 128 } }""", 128)]
    [InlineData("config.json", """{ "max_position_embeddings": -1, "seq_length": 128 }""", 128)]
    [InlineData("config.json", """{ "max_position_embeddings": null, "n_ctx": 1.5 }""", null)]
    [InlineData("genai_config.json", """{ "model": { "context_length": 128 } }""", 128)]
    [InlineData("genai_config.json", """{ "model": { "max_seq_len": 128 } }""", 128)]
    [InlineData("genai_config.json", """{ "model": { "decoder": { "max_sequence_length": 128 } } }""", 128)]
    [InlineData("tokenizer_config.json", """{ "model_max_length": 128 }""", 128)]
    [InlineData("tokenizer_config.json", """{ "model_max_length": 1000000000000000019884624838656 }""", null)]
    public void ContextLength_ByEachName_IsRead(string name, string content, int? expected) =>
        Assert.Equal(expected, With(name, content).ContextLength);

    [Fact]
    public void Facts_OfNestedTextConfig_AreFound()
    {
        ModelFolder model = With(
            "config.json",
            """{ "model_type": "gemma3", "text_config": { "model_type": "gemma3_text", "hidden_size": 5 } }""");

        Assert.Equal(("gemma3", 5L), (model.Architecture, model.HiddenSize));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(
        """{ "model_type": null, "vocab_size": "8", "hidden_size": 1.5, "num_key_value_heads": [1, 2], "text_config": 3 }""")]
    public void Facts_NotSaid_AreUnknown(string config)
    {
        ModelFolder model = With("config.json", config);

        Assert.Equal("unknown", model.Architecture);
        Assert.All(NumbersOf(model), Assert.Null);
    }

    [Fact]
    public void Facts_WithoutConfiguration_AreUnknown() =>
        Assert.Equal("unknown", ModelFolder.Find(_folder.Root).Architecture);

    [Fact]
    public void Facts_WithByteOrderMark_AreRead() =>
        Assert.Equal(3, With("config.json", "\uFEFF{ \"vocab_size\": 3 }").VocabularySize);

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  \"ü\": x }", "line 3, column 8.")]
    [InlineData("\uFEFF{\r\n \"a\": 1,\r\n}", "line 3, column 1.")]
    [InlineData("{ \"a\": 1 } // yes", "line 1, column 12.")]
    [InlineData("", "line 1, column 1.")]
    public void Find_DamagedConfiguration_NamesThePlace(string config, string place)
    {
        string message = Refusal.Of("FC1014", () => With("config.json", config));

        Assert.Contains(_folder.PathOf("config.json"), message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"model_type\": \"\\ud800\" }", "line 2, column 17")]
    [InlineData("\uFEFF{ \"ü\": 1, \"a\\udc00\": [] }", "line 1, column 11")]
    public void Find_HalfOfASurrogatePair_NamesThePlace(string config, string place)
    {
        string message = Refusal.Of("FC1014", () => With("config.json", config));

        Assert.Contains(place, message, StringComparison.Ordinal);
        Assert.Contains("surrogate", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_BytesThatAreNotUtf8_Refuses()
    {
        File.WriteAllBytes(_folder.PathOf("config.json"), [.. "{ \"a\": \""u8, 0xE9, .. "\" }"u8]);

        Assert.Contains("UTF-8", Refusal.Of("FC1014", () => ModelFolder.Find(_folder.Root)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Find_ConfigurationInUtf16_SaysSo(bool isBigEndian)
    {
        File.WriteAllText(_folder.PathOf("config.json"), "{}", new System.Text.UnicodeEncoding(isBigEndian, true));

        Assert.Contains("UTF-16", Refusal.Of("FC1014", () => ModelFolder.Find(_folder.Root)), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_ConfigurationIsNoObject_Refuses() =>
        Assert.Contains("Array", Refusal.Of("FC1014", () => With("config.json", "[]")), StringComparison.Ordinal);

    private static long?[] NumbersOf(ModelFolder model) =>
        [
            model.VocabularySize,
            model.HiddenSize,
            model.HeadSize,
            model.NumKeyValueHeads,
            model.NumAttentionHeads,
            model.ContextLength
        ];

    private ModelFolder With(string name, string content)
    {
        _folder.Write(name, content);
        return ModelFolder.Find(_folder.Root);
    }
}
