using FinerCut.Execution;

namespace FinerCut.Commands.Bench;

/// <summary>What <c>finercut bench</c> was asked to do.</summary>
public sealed record BenchOptions
{
    /// <summary>The models, at least one: <c>.onnx</c> files, or folders that hold one. The others are compared with
    /// the first.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Lengths of prompts in tokens, 0 for none; 512 as in llama-bench.</summary>
    public IReadOnlyList<int> PromptTokens { get; init; } = [512];

    /// <summary>How many tokens to write one by one, 0 for none; 128 as in llama-bench.</summary>
    public IReadOnlyList<int> GenerateTokens { get; init; } = [128];

    /// <summary>Tokens that the model has read before each measurement, 0 or more; by default 0, so that caches are
    /// empty.</summary>
    public IReadOnlyList<int> Depths { get; init; } = [0];

    /// <summary>How often to measure, at least 1; 5 as in llama-bench.</summary>
    public int Repetitions { get; init; } = 5;

    /// <summary>How often to run each test before the clock counts, 0 or more. 1 is enough for the runtime to take its
    /// memory; without a warm-up memory is not measured.</summary>
    public int WarmUp { get; init; } = 1;

    /// <summary>Threads of the runtime, at most the processors that the process may use; null for its physical
    /// cores.</summary>
    public int? Threads { get; init; }

    /// <summary>Where to run.</summary>
    public ProviderChoice Provider { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Tells the bytes of this process that are resident.</summary>
    public Func<long> ResidentBytes { get; init; } = () => Environment.WorkingSet;
}
