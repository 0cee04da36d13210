namespace FinerCut.Search.Resume;

/// <summary>What to do with the search that an interrupted run kept beside the target.</summary>
public enum ResumeMode
{
    /// <summary>Continue it where it has the same inputs; else warn and start over.</summary>
    Matching,

    /// <summary>Continue it, or fail where there is none or one of other inputs.</summary>
    Required,

    /// <summary>Start over.</summary>
    Restart,
}
