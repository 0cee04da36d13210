namespace FinerCut.Clients.GenAI.Contract;

/// <summary>One thing to write.</summary>
internal sealed record GenerationRequest
{
    /// <summary>A folder with a <c>genai_config.json</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Rows of token ids, all of one length; empty where <see cref="Text"/> is given.</summary>
    public int[][] Prompts { get; init; } = [];

    /// <summary>A single prompt as text, for the tokenizer of the folder.</summary>
    public string? Text { get; init; }

    /// <summary>Tokens to write after each row; no end token ends it.</summary>
    public required int Count { get; init; }
}
