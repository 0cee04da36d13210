namespace FinerCut.Clients.GenAI.Contract;

/// <summary>One thing to write.</summary>
internal sealed record GenerationRequest
{
    /// <summary>A folder with a <c>genai_config.json</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>Samples of token ids, all of one length; empty where <see cref="Text"/> is given.</summary>
    public int[][] Prompts { get; init; } = [];

    /// <summary>A single prompt as text, for the tokenizer of the folder.</summary>
    public string? Text { get; init; }

    /// <summary>Tokens to write after each sample.</summary>
    public required int Count { get; init; }

    /// <summary>Takes the place of the model's end token, so that a text goes on beyond its end: an id that is not
    /// going to be written. A least length would not do, since it takes the end token's logit away.</summary>
    public required int EndToken { get; init; }
}
