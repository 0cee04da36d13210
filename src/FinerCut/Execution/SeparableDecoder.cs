using FinerCut.Decoders;

namespace FinerCut.Execution;

/// <summary>A decoder that was edited so that its stream can be cut after every addition.</summary>
/// <param name="Map">What is recognised in it now.</param>
/// <param name="Selection">What took one position out of all before; null where the logits were those of all.</param>
internal sealed record SeparableDecoder(DecoderMap Map, PositionSelection? Selection);
