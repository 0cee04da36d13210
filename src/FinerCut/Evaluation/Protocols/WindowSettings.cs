namespace FinerCut.Evaluation.Protocols;

/// <summary>A protocol with its sizes: all that two perplexities have to share before they can be compared.</summary>
public sealed record WindowSettings
{
    /// <summary>Tokens in a window unless the user says otherwise; what GPTQ's and llama.cpp's users know.</summary>
    public const int DefaultWindow = 512;

    /// <summary>How windows are cut, and which tokens count.</summary>
    public PerplexityProtocol Protocol { get; init; }

    /// <summary>Tokens in a window, at least 2; with <c>llama.cpp</c> at least 4.</summary>
    public int Window { get; init; } = DefaultWindow;

    /// <summary>Tokens from the start of a window to the start of the next one, from 1 to <see cref="Window"/>; only
    /// with <see cref="PerplexityProtocol.Stride"/> less than the window.</summary>
    public int Stride { get; init; } = DefaultWindow;

    /// <summary>The most windows of each text; null for all.</summary>
    public int? Windows { get; init; }

    /// <summary>Index of the first token of a window that counts, where the window does not overlap another
    /// one.</summary>
    public int FirstCounted => Protocol == PerplexityProtocol.LlamaCpp ? (Window / 2) + 1 : 1;
}
