namespace FinerCut.Plans;

/// <summary>One removed sublayer.</summary>
/// <param name="Sublayer">Its name, such as <c>12.attn</c>.</param>
/// <param name="Distance">Distance of the model's logits from the dense ones after this removal, in the unit of the
/// metric; null where given by hand.</param>
public sealed record PlannedRemoval(string Sublayer, double? Distance);
