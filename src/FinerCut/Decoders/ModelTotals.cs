namespace FinerCut.Decoders;

/// <summary>The size of a model, dense or pruned.</summary>
/// <param name="Sublayers">Number of sublayers.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="Bytes">Bytes on disk of the graph and its external data.</param>
/// <param name="MultiplyAddsPerToken">Multiply-adds of one token's forward pass through the matrix products, attention
/// scores at the length of a calibration sample included.</param>
/// <param name="KvCacheBytesPerToken">Bytes of key-value cache per token and sequence.</param>
public sealed record ModelTotals(
    int Sublayers, long Parameters, long Bytes, double MultiplyAddsPerToken, long KvCacheBytesPerToken);
