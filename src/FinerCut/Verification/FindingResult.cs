namespace FinerCut.Verification;

/// <summary>How a check came out.</summary>
public enum FindingResult
{
    /// <summary>All is as it has to be.</summary>
    Same,

    /// <summary>Something is not.</summary>
    Differs,

    /// <summary>There was nothing to check.</summary>
    Skipped,
}
