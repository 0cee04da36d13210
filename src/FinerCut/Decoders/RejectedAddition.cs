namespace FinerCut.Decoders;

/// <summary>An addition on the way from the embedding to the logits that was not taken for the end of a
/// sublayer.</summary>
/// <param name="Name">The node that adds.</param>
/// <param name="Reason">Why not, as a sentence.</param>
public sealed record RejectedAddition(string Name, string Reason);
