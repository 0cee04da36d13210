using FinerCut.Machines;

namespace FinerCut.Pruning;

/// <summary>How many threads a run gets.</summary>
internal static class ThreadChoice
{
    /// <summary>As many as were asked for, else the physical cores that the process may use.</summary>
    /// <param name="asked">Null to leave the choice to the machine.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4030: fewer than one.</exception>
    public static int Of(int? asked) => asked is < 1 ? throw PruneErrors.NoThreads(asked.Value) : asked ?? MachineLimits.Read().Threads;
}
