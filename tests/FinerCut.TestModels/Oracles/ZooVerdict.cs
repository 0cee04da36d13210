namespace FinerCut.TestModels.Oracles;

/// <summary>How far an answer is from the nearer of a folder's references.</summary>
/// <param name="Error">The largest difference of a logit.</param>
/// <param name="Tolerance">The largest that the folder allows against that reference.</param>
public sealed record ZooVerdict(double Error, double Tolerance)
{
    /// <summary>Whether the answer is right.</summary>
    public bool IsWithin => Error <= Tolerance;

    /// <summary>The error as a share of the tolerance.</summary>
    public double Share => Error / Tolerance;
}
