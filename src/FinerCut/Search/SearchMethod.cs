namespace FinerCut.Search;

/// <summary>How much a search leaves out; all find the same removals.</summary>
public enum SearchMethod
{
    /// <summary>Best first: a sample that was not run counts a part of what it cost in an earlier step.</summary>
    Lazy,

    /// <summary>A candidate is left only when the samples that were run prove that it cannot win.</summary>
    Exhaustive,
}
