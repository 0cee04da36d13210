using FinerCut.Onnx.Graphs;

namespace FinerCut.Decoders;

/// <summary>Inputs that only an encoder can give. Names decide nothing here but the words of a refusal.</summary>
internal static class EncoderInputs
{
    private static readonly string[] Words =
    [
        "encoder_hidden_states", "encoder_attention_mask", "encoder_outputs", ".encoder.", "past_key_cross",
        "past_value_cross",
    ];

    /// <summary>The first of a model; null where it has none.</summary>
    public static Value? Find(Model model) =>
        model.Graph.Inputs.FirstOrDefault(input => input.Initializer is null && Is(input));

    /// <summary>Whether an input is called like one.</summary>
    public static bool Is(Value input) =>
        Array.Exists(Words, word => input.Name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
