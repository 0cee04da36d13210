namespace FinerCut.Healing;

/// <summary>What healing may change.</summary>
public enum HealMethod
{
    /// <summary>The matrices that add to the stream and those that read the normed stream.</summary>
    Weights,

    /// <summary>The gains of the norms alone, where the matrices are quantised.</summary>
    Norms,
}
