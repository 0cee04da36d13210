namespace FinerCut.Evaluation.Protocols;

/// <summary>How a text becomes windows, and which of their tokens count.</summary>
public enum PerplexityProtocol
{
    /// <summary>Windows one after the other; all tokens count but the first of each window.</summary>
    Windows,

    /// <summary>Windows that overlap; each token that follows another one in a window counts once, in the first window
    /// that has it.</summary>
    Stride,

    /// <summary>Windows one after the other, of which the second half counts, as <c>llama-perplexity</c>
    /// does.</summary>
    LlamaCpp,

    /// <summary>The same windows as <see cref="Windows"/>, but the mean of their perplexities, as FinerCut's authors
    /// report.</summary>
    Rows,
}
