namespace FinerCut.Clients.GenAI.Contract;

/// <summary>What was written.</summary>
internal sealed record GenerationAnswer
{
    /// <summary>Why nothing was written, in the client's words; null where it was.</summary>
    public string? Error { get; init; }

    /// <summary>The ids of the prompts as they were read.</summary>
    public int[][] Prompts { get; init; } = [];

    /// <summary>The ids that follow each of them.</summary>
    public int[][] Samples { get; init; } = [];

    /// <summary>The text that follows the first one; null where the request had none.</summary>
    public string? Text { get; init; }

    /// <summary>What wrote it; null where nothing was written.</summary>
    public ClientVersions? Versions { get; init; }

    /// <summary>Seconds for the prompt and the first token.</summary>
    public double PrefillSeconds { get; init; }

    /// <summary>Seconds for all tokens after the first one.</summary>
    public double DecodeSeconds { get; init; }

    /// <summary>Tokens after the first one, of all samples, in a second; 0 where there are none.</summary>
    public double TokensPerSecond { get; init; }

    /// <summary>The largest resident memory of the process so far.</summary>
    public long PeakMemoryBytes { get; init; }
}
