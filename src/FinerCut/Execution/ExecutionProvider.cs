namespace FinerCut.Execution;

/// <summary>Where a session computes.</summary>
internal enum ExecutionProvider
{
    Cpu,
    Cuda,
}
