using FinerCut.Execution;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FinerCut.Commands.Generate;

/// <summary>What <c>finercut generate</c> was asked to do.</summary>
public sealed record GenerateOptions
{
    /// <summary>A <c>.onnx</c> file, or a folder that holds one, with tokenizer files beside it.</summary>
    public required string Model { get; init; }

    /// <summary>The text to continue; with <see cref="IsChat"/> what the user says.</summary>
    public required string Prompt { get; init; }

    /// <summary>The most tokens to write, at least 1; 128 is a paragraph.</summary>
    public int MaxTokens { get; init; } = 128;

    /// <summary>What logits are divided by before a token is drawn, 0 or more; 0, the default, takes the likeliest
    /// token always.</summary>
    public double Temperature { get; init; }

    /// <summary>Seed of what is drawn.</summary>
    public long Seed { get; init; }

    /// <summary>Write the prompt as a user's message in the form of the model's chat template.</summary>
    public bool IsChat { get; init; }

    /// <summary>Threads of the runtime, at most the processors that the process may use; null for its physical
    /// cores.</summary>
    public int? Threads { get; init; }

    /// <summary>Where to run.</summary>
    public ProviderChoice Provider { get; init; }

    /// <summary>Told a sentence that the user has to know.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>The structured log; default one that goes nowhere.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>The clock that tokens per second are measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
