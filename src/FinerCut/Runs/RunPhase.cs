namespace FinerCut.Runs;

/// <summary>The phases of a run; <c>prune</c> has all but the last, in their order.</summary>
public enum RunPhase
{
    /// <summary>Reading the graph and finding the sublayers.</summary>
    Open,

    /// <summary>Reading and tokenising the calibration text.</summary>
    Calibrate,

    /// <summary>Going on with a search that an interrupted run kept.</summary>
    Resume,

    /// <summary>Opening the runtime and running the dense model.</summary>
    Prepare,

    /// <summary>Searching.</summary>
    Search,

    /// <summary>Refitting the weights of the pruned model.</summary>
    Heal,

    /// <summary>Measuring perplexity on held-out text.</summary>
    Evaluate,

    /// <summary>Writing the pruned folder.</summary>
    Write,

    /// <summary>Comparing the written folder with the bypassed source.</summary>
    Verify,

    /// <summary>Measuring how fast models are.</summary>
    Measure,
}
