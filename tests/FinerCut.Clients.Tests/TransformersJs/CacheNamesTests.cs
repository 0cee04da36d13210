using System.Text.Json;
using System.Text.Json.Nodes;
using FinerCut.Verification.Clients;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>The caches that <c>verify</c> says transformers.js asks for are those that it does ask for, for each kind
/// of model whose caches it finds in a way of its own.</summary>
public class CacheNamesTests
{
    private static readonly string[] Configurations =
    [
        """{ "model_type": "llama", "num_hidden_layers": 2 }""",
        """{ "model_type": "gpt2", "n_layer": 2 }""",
        """{ "model_type": "bloom", "n_layer": 2 }""",
        """{ "model_type": "mpt", "n_layers": 2 }""",
        """{ "model_type": "exaone", "num_layers": 2 }""",
        """{ "model_type": "openelm", "num_transformer_layers": 2 }""",
        """{ "model_type": "gpt_bigcode", "n_layer": 2, "multi_query": true }""",
        """{ "model_type": "gemma3", "text_config": { "model_type": "gemma3_text", "num_hidden_layers": 2 } }""",
        """
        { "model_type": "gemma3n",
          "text_config": { "model_type": "gemma3n_text", "num_hidden_layers": 3, "num_kv_shared_layers": 1 } }
        """,
        """{ "model_type": "lfm2", "num_hidden_layers": 9, "layer_types": ["conv", "full_attention"] }""",
        """{ "model_type": "lfm2_moe", "layer_types": ["conv", "full_attention"] }""",
        """{ "model_type": "lfm2_vl", "text_config": { "model_type": "lfm2", "layer_types": ["conv"] } }""",
        """{ "model_type": "granitemoehybrid", "num_hidden_layers": 2, "layer_types": ["mamba", "attention"] }""",
        """{ "model_type": "falcon_h1", "num_hidden_layers": 2 }""",
        """{ "model_type": "nemotron_h", "num_hidden_layers": 3, "layers_block_type": ["mamba", "mlp", "attention"] }""",
        """{ "model_type": "nemotron_h", "layers_block_type": ["mamba", "mlp"] }""",
        """{ "model_type": "nemotron_h", "num_hidden_layers": 2, "hybrid_override_pattern": "M*" }""",
        """{ "model_type": "qwen3_next", "layer_types": ["linear_attention", "full_attention"] }""",
        """{ "model_type": "qwen3_5_text", "layer_types": ["linear_attention", "full_attention"] }""",
        """{ "model_type": "qwen3_5_moe_text", "layer_types": ["full_attention", "linear_attention"] }""",
        """
        { "model_type": "qwen3_5",
          "text_config": { "model_type": "qwen3_5_text", "layer_types": ["linear_attention", "full_attention"] } }
        """,
        """{ "model_type": "olmo_hybrid", "layer_types": ["linear_attention", "full_attention"] }""",
        """{ "model_type": "gemma4_text", "num_hidden_layers": 3, "num_kv_shared_layers": 2 }""",
        """
        { "model_type": "gemma4",
          "text_config": { "model_type": "gemma4_text", "num_hidden_layers": 3, "num_kv_shared_layers": 2 } }
        """,
        """
        { "model_type": "deepseek_v4", "num_hidden_layers": 3,
          "layer_types": ["heavily_compressed_attention", "compressed_sparse_attention", "sliding_attention"] }
        """,
        """{ "model_type": "zaya", "num_hidden_layers": 5, "cca_time1": 2 }""",
        """{ "model_type": "zaya", "num_hidden_layers": 2 }""",
    ];

    [Fact]
    public void Names_OfEachKindOfModel_AreThoseOfTheClient()
    {
        using JavaScriptClient client = JavaScriptClient.Start("caches.mjs");
        Assert.All(Configurations, text =>
        {
            JsonNode answer = client.Ask(new { Configuration = JsonNode.Parse(text) });
            using JsonDocument configuration = JsonDocument.Parse(text);

            Assert.Equal(
                answer["names"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal),
                TransformersJsCaches.ReadCaches(configuration.RootElement)!.Order(StringComparer.Ordinal));
        });
    }
}
