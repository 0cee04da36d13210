namespace FinerCut.TestModels.Decoders;

/// <summary>What one attention sublayer is built from.</summary>
/// <param name="Layer">Its layer, 0-based.</param>
/// <param name="Input">The normalised stream.</param>
/// <param name="Names">Its initialisers.</param>
internal sealed record AttentionRequest(int Layer, string Input, OptimumLayerNames Names);
