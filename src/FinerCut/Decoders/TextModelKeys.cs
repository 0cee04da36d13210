namespace FinerCut.Decoders;

/// <summary>What <c>config.json</c> of a model for several kinds of input calls the part about its language
/// model.</summary>
internal static class TextModelKeys
{
    /// <summary>The names in use, the usual one first.</summary>
    public static IReadOnlyList<string> All { get; } = ["text_config", "language_config", "llm_config", "phi_config"];
}
