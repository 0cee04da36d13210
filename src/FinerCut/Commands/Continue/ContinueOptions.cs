using FinerCut.Decoders;
using FinerCut.Execution;

namespace FinerCut.Commands.Continue;

/// <summary>Which texts a dense model and a pruned one are to continue.</summary>
public sealed record ContinueOptions
{
    /// <summary>The dense model: a <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>The pruned model, as <see cref="Model"/>; null, the default, for the dense one without
    /// <see cref="Removed"/>.</summary>
    public string? Pruned { get; init; }

    /// <summary>What the pruned model lacks, where no file holds it; nothing is written to disk.</summary>
    public IReadOnlyList<SublayerName> Removed { get; init; } = [];

    /// <summary>Texts or token ids whose windows give the beginnings: files and globs. Empty for the text that
    /// <c>prune</c> measures perplexity on.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>The most texts to begin, at least 1. Default 3: enough to see whether a model still writes.</summary>
    public int Prompts { get; init; } = 3;

    /// <summary>Tokens before each text, at least 1; a shorter window gives half of its tokens. Default 24, a line or
    /// two.</summary>
    public int PromptTokens { get; init; } = 24;

    /// <summary>The most tokens that each model writes, at least 1. Default 48: at 3 texts and 2 models about 300
    /// steps, seconds for small models.</summary>
    public int NewTokens { get; init; } = 48;

    /// <summary>Where the models run.</summary>
    public RuntimeOptions Runtime { get; init; } = new();
}
