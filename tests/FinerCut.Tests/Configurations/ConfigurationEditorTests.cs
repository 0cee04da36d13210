using System.Text;
using FinerCut.Configurations;
using FinerCut.Tests.Folders;

namespace FinerCut.Tests.Configurations;

public sealed class ConfigurationEditorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{ "num_hidden_layers": 6, "x": 6 }""", """{ "num_hidden_layers": 3, "x": 6 }""")]
    [InlineData("""{"n_layer":6}""", """{"n_layer":3}""")]
    [InlineData(
        "{\r\n\t\"num_layers\" :  6 ,\r\n \"b\": 30.0 }\r\n\r\n",
        "{\r\n\t\"num_layers\" :  3 ,\r\n \"b\": 30.0 }\r\n\r\n")]
    [InlineData("\uFEFF{ \"ü\": \"€\", \"n_layers\": 6 }", "\uFEFF{ \"ü\": \"€\", \"n_layers\": 3 }")]
    [InlineData("""{ "\u006e_layer": 6 }""", """{ "\u006e_layer": 3 }""")]
    [InlineData("""{ "num_transformer_layers": 6 }""", """{ "num_transformer_layers": 3 }""")]
    [InlineData(
        """{ "n_layer": 6, "b": "n_layer", "n_layer": 66 }""", """{ "n_layer": 3, "b": "n_layer", "n_layer": 3 }""")]
    [InlineData(
        """{ "text_config": { "num_hidden_layers": 6 }, "vision_config": { "num_hidden_layers": 6 } }""",
        """{ "text_config": { "num_hidden_layers": 3 }, "vision_config": { "num_hidden_layers": 6 } }""")]
    public void Edit_LayerCount_ReplacesItsDigitsAlone(string before, string after) =>
        Assert.Equal(after, EditConfig(before));

    [Theory]
    [InlineData("[30]")]
    [InlineData("3")]
    [InlineData("{}")]
    [InlineData("""{ "n_layer": null }""")]
    [InlineData(
        """{ "N_layer": 6, "architectures": ["A", "B", "C", "D", "E", "F"], "eos_token_id": [1, 2, 3, 4, 5, 6] }""")]
    public void Edit_NoWordOfLayers_LeavesTheFileAlone(string json)
    {
        string path = _folder.Write("config.json", json);
        DateTime written = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);

        Assert.Empty(Edit());

        Assert.Equal((written, json), (File.GetLastWriteTimeUtc(path), File.ReadAllText(path)));
    }

    [Theory]
    [InlineData("layer_types", """["a", "b", "a", "b", "c", "b"]""", """["a", "b", "b"]""")]
    [InlineData(
        "layer_types",
        "[\n    \"a\",\n    \"b\",\n    \"a\",\n    \"b\",\n    \"c\",\n    \"b\"\n  ]",
        "[\n    \"a\",\n    \"b\",\n    \"b\"\n  ]")]
    [InlineData("layers_block_type", """["m","m","a","m","m","a"]""", """["m","m","a"]""")]
    [InlineData("no_rope_layers", "[1, 1, 1, 0, 1, 1]", "[1, 0, 1]")]
    [InlineData("intermediate_size", "[1, 2, 3, 4, 5, 6]", "[1, 4, 6]")]
    [InlineData(
        "block_configs", """[{"a":[1]}, {}, {}, {"b": 2}, {}, {"c": 3}]""", """[{"a":[1]}, {"b": 2}, {"c": 3}]""")]
    [InlineData("hybrid_override_pattern", "\"M-M*-E\"", "\"M*E\"")]
    [InlineData("attention_types", """[[["global", "local"], 3]]""", """[[["global", "local", "local"], 1]]""")]
    public void Edit_ListWithAnEntryForEachLayer_KeepsThoseOfKeptLayers(string key, string before, string after) =>
        Assert.Equal(
            $$"""{ "num_hidden_layers": 3, "{{key}}": {{after}}, "z": 1 }""",
            EditConfig($$"""{ "num_hidden_layers": 6, "{{key}}": {{before}}, "z": 1 }"""));

    [Theory]
    [InlineData("mlp_only_layers", "[0, 1, 5]", "[0, 2]")]
    [InlineData("mlp_only_layers", "[]", "[]")]
    [InlineData("mlp_only_layers", "[1, 2]", "[]")]
    [InlineData("attn_layer_indices", "[3]", "[1]")]
    [InlineData("full_attn_idxs", "[2, 5]", "[2]")]
    [InlineData("some_new_layers", "[0, 3, 4]", "[0, 1]")]
    public void Edit_ListOfLayerNumbers_HasTheNewNumbers(string key, string before, string after) =>
        Assert.Equal(
            $$"""{ "num_hidden_layers": 3, "{{key}}": {{after}} }""",
            EditConfig($$"""{ "num_hidden_layers": 6, "{{key}}": {{before}} }"""));

    /// <summary>Layers without a state have no number in the written graph, wherever they are.</summary>
    [Theory]
    [InlineData("0 2 3 5", "2 3", """{ "num_hidden_layers": 7, "hybrid_override_pattern": "M-M*-M-" }""",
        """{ "num_hidden_layers": 2, "hybrid_override_pattern": "M*" }""")]
    [InlineData("0 2 3 5", "0 2 3 5", """{ "layers_block_type": ["m", "-", "m", "a", "-", "m", "-"] }""",
        """{ "layers_block_type": ["m", "m", "a", "m"] }""")]
    [InlineData("0 1 2", "0 2",
        """{ "n_layer": 5, "layer_types": ["m", "a", "m", "-", "-"], "sizes_of_layers": [1, 2, 3, 4, 5] }""",
        """{ "n_layer": 2, "layer_types": ["m", "m"], "sizes_of_layers": [1, 3] }""")]
    public void Edit_ListThatGoesOnAfterTheLastCache_KeepsThoseOfKeptCaches(string cached, string kept, string before,
        string after)
    {
        string path = _folder.Write("config.json", before);

        Assert.Empty(EditFor(cached, kept));

        Assert.Equal(after, File.ReadAllText(path));
    }

    /// <summary>The same words for layers with caches and without: caches may be counted without the others.</summary>
    [Fact]
    public void Edit_ListThatDoesNotTellWhichLayersHaveCaches_IsNamedAndLeftAlone()
    {
        string path = _folder.Write("config.json",
            """{ "num_hidden_layers": 5, "layer_types": ["m", "-", "m", "a", "-"] }""");

        Assert.Contains("'layer_types' in config.json", Assert.Single(EditFor("0 1 2", "0 2")),
            StringComparison.Ordinal);

        Assert.Equal("""{ "num_hidden_layers": 2, "layer_types": ["m", "-", "m", "a", "-"] }""",
            File.ReadAllText(path));
    }

    [Fact]
    public void Edit_GenAiStateGroups_AreRenumbered()
    {
        _folder.Write("genai_config.json",
            GenAi(6, """, "state_groups": [{ "kind": "paged_kv", "layer_ids": [0, 3] }, { "layer_ids": [1, 5] }]"""));

        Edit();

        Assert.Equal(GenAi(3,
            """, "state_groups": [{ "kind": "paged_kv", "layer_ids": [0, 1] }, { "layer_ids": [2] }]"""),
            Text("genai_config.json"));
    }

    /// <summary>Of a drafter's places that are before the layers 1, 3 and 6 all stay: it takes that many.</summary>
    [Theory]
    [InlineData("dspark")]
    [InlineData("dflash2")]
    public void Edit_GenAiPlacesOfADrafter_AreCountedAnew(string part)
    {
        _folder.Write("genai_config.json", Drafter(part, 6, "[1, 3, 6]"));

        Edit();

        Assert.Equal(Drafter(part, 3, "[1, 1, 3]"), Text("genai_config.json"));
    }

    private static string Drafter(string part, int layers, string places) =>
        $$"""
        { "model": { "decoder": { "num_hidden_layers": {{layers}} },
            "{{part}}": { "num_hidden_layers": 2, "aux_hidden_state_layers": {{places}} } } }
        """;

    private IReadOnlyList<string> EditFor(string cached, string kept)
    {
        int[] numbers = [.. cached.Split(' ').Select(int.Parse)];
        LayerSelection layers =
            new(numbers[^1] + 1, [.. kept.Split(' ').Select(int.Parse)]) { Cached = numbers.ToHashSet() };
        return ConfigurationEditor.EditConfigurations(_folder.Root, _folder.Write("model.onnx"), layers);
    }

    [Theory]
    [InlineData("max_window_layers", 6, 6)]
    [InlineData("max_window_layers", 5, 2)]
    [InlineData("max_window_layers", 28, 28)]
    [InlineData("first_k_dense_replace", 1, 1)]
    [InlineData("num_dense_layers", 4, 2)]
    public void Edit_NumberOfTheFirstLayers_CountsThoseThatStay(string key, int before, int after) =>
        Assert.Equal($$"""{ "{{key}}": {{after}} }""", EditConfig($$"""{ "{{key}}": {{before}} }"""));

    [Theory]
    [InlineData("""{ "sliding_window_pattern": 2 }""", "sliding_window_pattern")]
    [InlineData("""{ "full_attention_interval": 4, "n_layer": 6 }""", "full_attention_interval")]
    [InlineData("""{ "sliding_window_pattern": 1 }""", null)]
    [InlineData("""{ "sliding_window_pattern": 2, "layer_types": ["a", "b", "a", "b", "c", "b"] }""", null)]
    public void Edit_RuleThatHoldsNoLonger_IsNamed(string json, string? key)
    {
        _folder.Write("config.json", json);

        IReadOnlyList<string> untrue = Edit();

        Assert.Equal(key is null ? 0 : 1, untrue.Count);
        Assert.All(untrue, sentence => Assert.Contains($"'{key}' in config.json", sentence, StringComparison.Ordinal));
    }

    [Fact]
    public void Edit_LayersThatShareCachesOfOthers_StayAtTheEnd() =>
        Assert.Equal(
            """{ "num_kv_shared_layers": 2, "num_hidden_layers": 5, "layer_types": ["a", "d", "f", "g", "h"] }""",
            EditConfig(
                """{ "num_kv_shared_layers": 2, "num_hidden_layers": 8, "layer_types": ["a", "b", "c", "d", "e", "f", "g", "h"] }"""));

    [Theory]
    [InlineData("[0, 3, 5]", "[0, 1, 2]")]
    [InlineData("[0, 2, 4]", "[0]")]
    [InlineData("[\n  1,\n  3\n]", "[\n  1\n]")]
    public void Edit_GenAiWindows_AreRenumbered(string before, string after)
    {
        _folder.Write(
            "genai_config.json",
            GenAi(6, $$""", "sliding_window": { "window_size": 8, "layers": {{before}}, "cache_slack": 0 }"""));

        Edit();

        Assert.Equal(
            GenAi(3, $$""", "sliding_window": { "window_size": 8, "layers": {{after}}, "cache_slack": 0 }"""),
            Text("genai_config.json"));
    }

    [Theory]
    [InlineData(""", "sliding_window": { "window_size": 8, "layers": [1, 2, 4] }""", "")]
    [InlineData(""", "sliding_window": { "layers": [4], "window_size": 8 }, "z": 1""", """, "z": 1""")]
    [InlineData(""", "sliding_window": { "window_size": 8 }""", """, "sliding_window": { "window_size": 8 }""")]
    public void Edit_GenAiWindowsOfRemovedLayersAlone_GoWithThem(string before, string after)
    {
        _folder.Write("genai_config.json", GenAi(6, before));

        Edit();

        Assert.Equal(GenAi(3, after), Text("genai_config.json"));
    }

    [Fact]
    public void Edit_FirstMemberOfTheDecoder_GoesWithItsComma()
    {
        _folder.Write(
            "genai_config.json",
            """{ "model": { "decoder": { "sliding_window": { "layers": [1] }, "num_hidden_layers": 6 } } }""");

        Edit();

        Assert.Equal("""{ "model": { "decoder": { "num_hidden_layers": 3 } } }""", Text("genai_config.json"));
    }

    [Fact]
    public void Edit_GenerationConfig_RenumbersItsLayers()
    {
        _folder.Write(
            "generation_config.json", """{ "dola_layers": [0, 3, 5, 6], "num_beams": 6, "assistant_early_exit": 4 }""");

        Edit();

        Assert.Equal(
            """{ "dola_layers": [0, 1, 2, 6], "num_beams": 6, "assistant_early_exit": 2 }""",
            Text("generation_config.json"));
    }

    [Theory]
    [InlineData("true", "true")]
    [InlineData("2", "1")]
    [InlineData("false", "1")]
    [InlineData("""{ "model.onnx": 3, "model_q4.onnx": 2 }""", """{ "model.onnx": 1, "model_q4.onnx": 2 }""")]
    public void Edit_TransformersJsSettings_CountTheDataFiles(string before, string after)
    {
        _folder.Write("onnx/model.onnx_data", "weights");
        string json =
            """{ "transformers.js_config": { "use_external_data_format": *, "kv_cache_dtype": { "fp16": "float16" } } }""";

        Assert.Equal(
            json.Replace("*", after, StringComparison.Ordinal),
            EditConfig(json.Replace("*", before, StringComparison.Ordinal)));
    }

    [Fact]
    public void Edit_FileInSubfolder_IsEditedToo()
    {
        _folder.Write("onnx/config.json", """{ "n_layer": 12 }""");

        Edit();

        Assert.Equal("""{ "n_layer": 3 }""", Text("onnx/config.json"));
    }

    [Theory]
    [InlineData("{ \"a\": 1,\n /* no */ \"b\": 2 }", "line 2, column 2.")]
    [InlineData("{ \"a\": 1 }\n}", "line 2, column 1.")]
    [InlineData("{ \"a\": 1, }", "line 1, column 11.")]
    [InlineData("\uFEFF{ \"a\": ", "line 1, column 8.")]
    [InlineData("", "line 1, column 1.")]
    public void Edit_DamagedJson_NamesThePlace(string json, string place)
    {
        _folder.Write("config.json", json);

        string message = Refusal.Of("FC1014", () => Edit());

        Assert.Contains("config.json'", message, StringComparison.Ordinal);
        Assert.Contains(place, message, StringComparison.Ordinal);
    }

    private static string GenAi(int layers, string more) =>
        $$"""{ "num_hidden_layers": 6, "model": { "num_hidden_layers": 6, "decoder": { "filename": "model.onnx", "num_hidden_layers": {{layers}}{{more}} } } }""";

    /// <summary>Of six layers the first, the fourth and the last stay.</summary>
    private IReadOnlyList<string> Edit()
    {
        _folder.Write("onnx/model.onnx");
        return ConfigurationEditor.EditConfigurations(
            _folder.Root, _folder.PathOf("onnx/model.onnx"), new LayerSelection(6, [0, 3, 5]));
    }

    private string EditConfig(string json)
    {
        _folder.Write("config.json", Encoding.UTF8.GetBytes(json));
        Edit();
        return Text("config.json");
    }

    private string Text(string name) => Encoding.UTF8.GetString(File.ReadAllBytes(_folder.PathOf(name)));
}
