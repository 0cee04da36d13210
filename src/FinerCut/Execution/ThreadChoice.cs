using FinerCut.Machines;

namespace FinerCut.Execution;

/// <summary>How many threads a run gets.</summary>
internal static class ThreadChoice
{
    /// <summary>As many as were asked for, else the physical cores that the process may use.</summary>
    /// <param name="asked">Null to leave the choice to the machine.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC4030: fewer than one, or more than the process has
    /// processors.</exception>
    public static int ResolveThreads(int? asked) => ResolveThreads(asked, Environment.ProcessorCount);

    /// <param name="asked">Null to leave the choice to the machine.</param>
    /// <param name="processors">Logical processors that the process may use; more threads would only wait for each
    /// other.</param>
    /// <inheritdoc cref="ResolveThreads(int?)"/>
    internal static int ResolveThreads(int? asked, int processors) => asked switch
    {
        null => MachineLimits.Read().Threads,
        < 1 => throw ResourceErrors.NoThreads(asked.Value),
        { } threads when threads > processors => throw ResourceErrors.TooManyThreads(threads, processors),
        { } threads => threads,
    };
}
