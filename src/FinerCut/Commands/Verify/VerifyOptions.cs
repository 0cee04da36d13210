using FinerCut.Calibration;
using FinerCut.Commands.Prune;
using FinerCut.Execution;

namespace FinerCut.Commands.Verify;

/// <summary>What <c>finercut verify</c> was asked to do.</summary>
public sealed record VerifyOptions
{
    /// <summary>The pruned model: a <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Model { get; init; }

    /// <summary>The dense model that it was made from: a <c>.onnx</c> file, or a folder that holds one.</summary>
    public required string Against { get; init; }

    /// <summary>Texts or token ids to compare logits on: files, globs and <c>-</c>, as
    /// <see cref="PruneOptions.Calibration"/>; empty for a built-in text, and for ids from a fixed seed where no
    /// tokenizer could read it.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Samples to compare, at least 1; 2 tell a wrong model from a right one.</summary>
    public int Samples { get; init; } = 2;

    /// <summary>Tokens in each sample, at least 2.</summary>
    public int SampleTokens { get; init; } = CalibrationOptions.DefaultSampleTokens;

    /// <summary>The tokens at the end of each sample that are also read one by one with caches, at least 1.</summary>
    public int Steps { get; init; } = 8;

    /// <summary>Threads of the runtime, at most the processors that the process may use; null for its physical
    /// cores.</summary>
    public int? Threads { get; init; }

    /// <inheritdoc cref="RuntimeOptions.MemoryBytes"/>
    public long? MemoryBytes { get; init; }

    /// <summary>Where to run.</summary>
    public ProviderChoice Provider { get; init; }

    /// <summary>Opens what <c>-</c> stands for.</summary>
    public Func<Stream> StandardInput { get; init; } = Console.OpenStandardInput;
}
