namespace FinerCut.TestModels.Decoders;

/// <summary>One norm of a GenAI export.</summary>
/// <param name="Scope">Where it stands, such as <c>layers.0.input_layernorm</c>.</param>
/// <param name="Weights">Its weights, one for each element of the stream.</param>
/// <param name="IsLast">Whether no one reads the stream after it.</param>
internal sealed record GenAiNorm(string Scope, float[] Weights, bool IsLast = false);
