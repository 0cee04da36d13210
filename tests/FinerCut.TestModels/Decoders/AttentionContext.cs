namespace FinerCut.TestModels.Decoders;

/// <summary>What all attention sublayers share.</summary>
/// <param name="Mask">Boolean <c>[batch, 1, tokens, total]</c>, true where a token may look.</param>
/// <param name="Rotary">The cosines and sines.</param>
internal sealed record AttentionContext(string Mask, OptimumRotary Rotary);
