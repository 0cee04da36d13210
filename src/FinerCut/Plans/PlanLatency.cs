namespace FinerCut.Plans;

/// <summary>The time of parts of one kind and size.</summary>
/// <param name="Sublayers">Their names; empty for the rest, which is the embedding and the head.</param>
/// <param name="DecodeMilliseconds">Of each, for one token.</param>
/// <param name="PrefillMilliseconds">Of each, for a calibration row.</param>
public sealed record PlanLatency(
    IReadOnlyList<string> Sublayers, double DecodeMilliseconds, double PrefillMilliseconds);
