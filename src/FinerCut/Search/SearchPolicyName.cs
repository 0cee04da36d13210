namespace FinerCut.Search;

/// <summary>How much a search leaves out.</summary>
public enum SearchPolicyName
{
    /// <summary>Best first: a sample that was not run counts a part of what it cost in an earlier step. Where a removal
    /// makes another candidate much cheaper from afar, it may choose otherwise than the exhaustive search.</summary>
    Lazy,

    /// <summary>A candidate is left only when the samples that were run prove that it cannot win.</summary>
    Exhaustive,
}
