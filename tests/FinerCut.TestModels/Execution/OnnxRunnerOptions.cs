namespace FinerCut.TestModels.Execution;

/// <summary>How a model is run.</summary>
public sealed record OnnxRunnerOptions
{
    /// <summary>Whether ONNX Runtime may optimise the graph: all of its optimisations, or none.</summary>
    public bool IsOptimised { get; init; } = true;

    /// <summary>Values for inputs that decoders do not have by themselves: float32 vectors, by name.</summary>
    public IReadOnlyDictionary<string, float[]> Vectors { get; init; } = new Dictionary<string, float[]>();
}
