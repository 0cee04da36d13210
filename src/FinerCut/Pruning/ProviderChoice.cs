namespace FinerCut.Pruning;

/// <summary>Which execution provider to run on.</summary>
public enum ProviderChoice
{
    /// <summary>CUDA where it loads, else the CPU with one line of warning where the package has CUDA.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>CUDA, or an error that says what is missing.</summary>
    Cuda,
}
