using System.Text.Json;
using System.Text.Json.Nodes;

namespace FinerCut.TestModels.Decoders;

/// <summary>The configuration files that the exporters write beside a decoder.</summary>
internal static class TinyConfiguration
{
    public static void Write(TinyDecoderOptions options, string folder)
    {
        if (options.Form == TinyDecoderForm.GenAiLlama)
        {
            WriteJson(Path.Combine(folder, "genai_config.json"), GenAi(options), indentation: 4);
        }
        else
        {
            WriteJson(Path.Combine(folder, "config.json"), HuggingFace(options));
            WriteJson(Path.Combine(folder, "generation_config.json"), Generation());
        }
    }

    public static void WriteJson(string path, JsonObject content, int indentation = 2)
    {
        JsonSerializerOptions form = new() { WriteIndented = true, IndentSize = indentation, NewLine = "\n" };
        File.WriteAllText(path, content.ToJsonString(form) + "\n");
    }

    private static JsonObject HuggingFace(TinyDecoderOptions options) => new()
    {
        ["architectures"] = new JsonArray("LlamaForCausalLM"),
        ["attention_bias"] = false,
        ["bos_token_id"] = 0,
        ["dtype"] = "float32",
        ["eos_token_id"] = 1,
        ["head_dim"] = options.HeadSize,
        ["hidden_act"] = "silu",
        ["hidden_size"] = options.Hidden,
        ["intermediate_size"] = options.FfnSize,
        ["max_position_embeddings"] = options.ContextLength,
        ["mlp_bias"] = false,
        ["model_type"] = "llama",
        ["num_attention_heads"] = options.Heads,
        ["num_hidden_layers"] = options.Layers,
        ["num_key_value_heads"] = options.KvHeads,
        ["pad_token_id"] = 2,
        ["rms_norm_eps"] = 1e-5,
        ["rope_scaling"] = null,
        ["rope_theta"] = TinyDecoderOptions.RopeTheta,
        ["tie_word_embeddings"] = false,
        ["transformers_version"] = "4.57.6",
        ["use_cache"] = true,
        ["vocab_size"] = options.Vocabulary,
    };

    private static JsonObject Generation() => new()
    {
        ["_from_model_config"] = true,
        ["bos_token_id"] = 0,
        ["eos_token_id"] = 1,
        ["pad_token_id"] = 2,
        ["transformers_version"] = "4.57.6",
    };

    private static JsonObject GenAi(TinyDecoderOptions options) => new()
    {
        ["model"] = new JsonObject
        {
            ["bos_token_id"] = 0,
            ["context_length"] = options.ContextLength,
            ["decoder"] = GenAiDecoder(options),
            ["eos_token_id"] = 1,
            ["pad_token_id"] = 2,
            ["type"] = "llama",
            ["vocab_size"] = options.Vocabulary,
        },
        ["search"] = new JsonObject
        {
            ["do_sample"] = false,
            ["max_length"] = options.ContextLength,
            ["num_beams"] = 1,
            ["past_present_share_buffer"] = true,
            ["temperature"] = 1.0,
            ["top_k"] = 50,
            ["top_p"] = 1.0,
        },
    };

    private static JsonObject GenAiDecoder(TinyDecoderOptions options) => new()
    {
        ["session_options"] =
            new JsonObject { ["log_id"] = "onnxruntime-genai", ["provider_options"] = new JsonArray() },
        ["filename"] = "model.onnx",
        ["head_size"] = options.HeadSize,
        ["hidden_size"] = options.Hidden,
        ["inputs"] = new JsonObject
        {
            ["input_ids"] = "input_ids",
            ["attention_mask"] = "attention_mask",
            ["past_key_names"] = "past_key_values.%d.key",
            ["past_value_names"] = "past_key_values.%d.value",
        },
        ["outputs"] = new JsonObject
        {
            ["logits"] = "logits",
            ["present_key_names"] = "present.%d.key",
            ["present_value_names"] = "present.%d.value",
        },
        ["num_attention_heads"] = options.Heads,
        ["num_hidden_layers"] = options.Layers,
        ["num_key_value_heads"] = options.KvHeads,
    };
}
