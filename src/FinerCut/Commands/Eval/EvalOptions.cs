using FinerCut.Calibration;
using FinerCut.Evaluation.Protocols;
using FinerCut.Execution;

namespace FinerCut.Commands.Eval;

/// <summary>What <c>finercut eval</c> was asked to do.</summary>
public sealed record EvalOptions
{
    /// <summary>The model to evaluate: a <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>The dense model to compare with, and that <see cref="Plans"/> are for: a <c>.onnx</c> file, or a folder
    /// that holds one; null to compare plans with <see cref="Model"/> itself.</summary>
    public string? Against { get; init; }

    /// <summary>Plans to evaluate on the dense model without writing files: plan files, or folders that hold
    /// one.</summary>
    public IReadOnlyList<string> Plans { get; init; } = [];

    /// <summary>Texts or token ids to measure perplexity on: files, globs and <c>-</c>, as
    /// <see cref="CalibrationOptions.Sources"/>, each a result of its own. Empty for a built-in text that nothing is
    /// calibrated on, if there is no other work.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Tasks: <c>.jsonl</c> files with an item on each line, or globs, each a result of its own.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];

    /// <summary>The most items of each task, at least 1, from its start; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>The field of a <c>.jsonl</c> object that holds its text, or its chat messages.</summary>
    public string TextField { get; init; } = "text";

    /// <summary>How a text becomes windows, and which tokens count; by default what papers on pruning and quantization
    /// report.</summary>
    public PerplexityProtocol Protocol { get; init; }

    /// <summary>Tokens in each window, at least 2; null for 512, or the model's context where that is
    /// shorter.</summary>
    public int? Window { get; init; }

    /// <summary>The most windows of each text, at least 1, from its start; null for all.</summary>
    public int? Windows { get; init; }

    /// <summary>Tokens from window to window, at least 1, with <see cref="PerplexityProtocol.Stride"/> only; null for
    /// half of a window.</summary>
    public int? Stride { get; init; }

    /// <summary>Texts that each model writes where a dense model is compared with, and texts give the prompts; 0 to
    /// leave that out. A few hundred tokens show a collapse, and take about as long as ten windows.</summary>
    public int Prompts { get; init; } = 8;

    /// <summary>The most tokens of each of these texts, at least 1.</summary>
    public int NewTokens { get; init; } = 64;

    /// <summary>Tokens in a draft of speculative decoding, at least 1; what clients take by default is 4 to 16, and
    /// small models gain most by few.</summary>
    public int DraftTokens { get; init; } = 4;

    /// <summary>The clock that times tokens.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Threads of the runtime, at most the processors that the process may use; null for its physical
    /// cores.</summary>
    public int? Threads { get; init; }

    /// <inheritdoc cref="RuntimeOptions.MemoryBytes"/>
    public long? MemoryBytes { get; init; }

    /// <summary>Where to run.</summary>
    public ProviderChoice Provider { get; init; }

    /// <summary>Where results of models on disk are kept and found again, by the content of the model's files and the
    /// tokens; null, the default, to measure everything.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Opens what <c>-</c> stands for.</summary>
    public Func<Stream> StandardInput { get; init; } = Console.OpenStandardInput;
}
