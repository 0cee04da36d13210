using System.Text.Json;
using FinerCut.Verification.Clients;

namespace FinerCut.Tests.Verification.Clients;

/// <summary>The names that transformers.js 4.3.1 derives, by what its <c>getCacheNames</c> answers for the same
/// configurations.</summary>
public class TransformersJsCachesTests
{
    [Theory]
    [InlineData("""{ "model_type": "llama", "num_hidden_layers": 2 }""",
        "past_key_values.0.key past_key_values.0.value past_key_values.1.key past_key_values.1.value")]
    [InlineData("""{ "model_type": "gpt2", "n_layer": 1 }""", "past_key_values.0.key past_key_values.0.value")]
    [InlineData("""{ "model_type": "gpt_bigcode", "n_layer": 2, "multi_query": true }""",
        "past_key_values.0.key_value past_key_values.1.key_value")]
    [InlineData(
        """{ "model_type": "gemma3", "text_config": { "model_type": "gemma3_text", "num_hidden_layers": 1 } }""",
        "past_key_values.0.key past_key_values.0.value")]
    [InlineData("""{ "model_type": "lfm2", "num_hidden_layers": 9, "layer_types": ["conv", "full_attention"] }""",
        "past_conv.0 past_key_values.1.key past_key_values.1.value")]
    [InlineData(
        """{ "model_type": "nemotron_h", "num_hidden_layers": 3, "layers_block_type": ["mamba", "mlp", "attention"] }""",
        "past_conv.0 past_key_values.2.key past_key_values.2.value past_ssm.0")]
    [InlineData("""{ "model_type": "nemotron_h", "layers_block_type": ["mamba", "mlp"] }""", "past_conv.0 past_ssm.0")]
    [InlineData("""{ "model_type": "falcon_h1", "num_hidden_layers": 1 }""",
        "past_conv.0 past_key_values.0.key past_key_values.0.value past_ssm.0")]
    [InlineData(
        """
        { "model_type": "qwen3_5",
          "text_config": { "model_type": "qwen3_5_text", "layer_types": ["linear_attention", "full_attention"] } }
        """,
        "past_conv.0 past_key_values.1.key past_key_values.1.value past_recurrent.0")]
    [InlineData(
        """{ "model_type": "olmo_hybrid", "layer_types": ["linear_attention"] }""",
        "past_conv.0.key past_conv.0.query past_conv.0.value past_recurrent.0")]
    [InlineData(
        """
        { "model_type": "gemma4",
          "text_config": { "model_type": "gemma4_text", "num_hidden_layers": 3, "num_kv_shared_layers": 2 } }
        """,
        "past_key_values.0.key past_key_values.0.value")]
    [InlineData(
        """{ "model_type": "deepseek_v4", "num_hidden_layers": 1, "layer_types": ["heavily_compressed_attention"] }""",
        "past_compressor.0.gate past_compressor.0.kv past_key_values.0.key past_key_values.0.value")]
    [InlineData(
        """{ "model_type": "zaya", "num_hidden_layers": 3, "cca_time1": 2 }""",
        "past_key_values.0.conv_state past_key_values.0.key past_key_values.0.shift_state past_key_values.0.value "
            + "past_key_values.2.conv_state past_key_values.2.key past_key_values.2.shift_state "
            + "past_key_values.2.value")]
    public void Of_Configuration_NamesWhatTheClientAsksFor(string configuration, string names) =>
        Assert.Equal(
            names.Split(' '), TransformersJsCaches.ReadCaches(Parse(configuration))!.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("""{ "model_type": "llama" }""")]
    [InlineData("""{ "model_type": "llama", "num_hidden_layers": "4" }""")]
    [InlineData("""{ "model_type": "llama", "num_hidden_layers": 2147483647 }""")]
    [InlineData("""{ "model_type": "llama", "num_hidden_layers": -1 }""")]
    public void Of_ConfigurationWithoutLayers_NamesNothing(string configuration) =>
        Assert.Null(TransformersJsCaches.ReadCaches(Parse(configuration)));

    [Theory]
    [InlineData("""{ "num_hidden_layers": 1 }""", "past_key_values.0.key past_key_values.0.value")]
    [InlineData(
        """{ "num_hidden_layers": 2, "inputs": { "past_key_names": "k_%d", "past_value_names": "v_%d", "x": "y" } }""",
        "k_0 k_1 v_0 v_1")]
    [InlineData("""{ "num_hidden_layers": 2, "inputs": { "past_names": "past_%d" } }""", "past_0 past_1")]
    [InlineData("""{ "num_hidden_layers": 1, "inputs": { "past_conv_names": "past_conv.%d" } }""",
        "past_conv.0 past_key_values.0.key past_key_values.0.value")]
    public void GenAi_Configuration_NamesWhatTheClientAsksFor(string decoder, string names) =>
        Assert.Equal(names.Split(' '),
            GenAiCaches.ReadCaches(Parse($$"""{ "model": { "decoder": {{decoder}} } }"""))!
                .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(2147483647)]
    [InlineData(-1)]
    public void GenAi_NumberOfLayersThatNoModelHas_NamesNothing(int layers) => Assert.Null(
        GenAiCaches.ReadCaches(Parse($$"""{ "model": { "decoder": { "num_hidden_layers": {{layers}} } } }""")));

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
