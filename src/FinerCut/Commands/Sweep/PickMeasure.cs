namespace FinerCut.Commands.Sweep;

/// <summary>What a condition of <c>sweep --pick</c> is about.</summary>
public enum PickMeasure
{
    /// <summary>Perplexity, on every text.</summary>
    Perplexity,

    /// <summary>Distance of the logits, in the unit of the metric.</summary>
    Distance,

    /// <summary>Bytes on disk.</summary>
    Bytes,
}
