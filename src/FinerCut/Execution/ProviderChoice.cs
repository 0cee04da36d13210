namespace FinerCut.Execution;

/// <summary>Which execution provider to run on.</summary>
public enum ProviderChoice
{
    /// <summary>CUDA where all is there that it needs, else the CPU.</summary>
    Auto,

    /// <summary>The CPU.</summary>
    Cpu,

    /// <summary>CUDA, or an error that says what is missing.</summary>
    Cuda,
}
