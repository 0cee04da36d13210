namespace FinerCut.Latencies;

/// <summary>How a model reads the tokens of a measurement.</summary>
public enum ReadingMode
{
    /// <summary>All tokens in one call.</summary>
    OneCall,

    /// <summary>One token in each call, with the caches of the call before.</summary>
    TokenByToken,

    /// <summary>The whole text again in each call, since the model has no caches.</summary>
    WholeText,
}
