namespace FinerCut.Clients.GenAI.Contract;

/// <summary>What the program runs with, asked from itself after it has written.</summary>
internal sealed record ClientVersions
{
    /// <summary>Version of the package that the binding and the library of ONNX Runtime GenAI come from; they tell none
    /// themselves.</summary>
    public required string GenAI { get; init; }

    /// <summary>What the loaded library of ONNX Runtime says of itself.</summary>
    public required string OnnxRuntime { get; init; }

    /// <summary>Packages of ONNX Runtime among those that the program was built of, without versions.</summary>
    public required string[] Packages { get; init; }

    /// <summary>Paths of the libraries of ONNX Runtime that the process has loaded, without those of GenAI.</summary>
    public required string[] Libraries { get; init; }
}
