using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Execution;

/// <summary>The texts of errors about threads and memory.</summary>
internal static class ResourceErrors
{
    public static DiagnosticException NoThreads(int threads) => new(
        "FC4030", string.Create(CultureInfo.InvariantCulture, $"The number of threads is {threads}; it must be at "
            + $"least 1. Leave --threads out for the cores of this machine."));

    public static DiagnosticException TooManyThreads(int threads, int processors) => new(
        "FC4030",
        string.Create(
            CultureInfo.InvariantCulture,
            $"--threads {threads} is more than the {processors} processors that finercut may use. ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"Give at most --threads {processors}, or leave it out for the physical cores."));

    public static DiagnosticException TooLittleMemory(long given, long least) => new(
        "FC4061", string.Create(CultureInfo.InvariantCulture, $"A budget of {given >> 20} MiB is too small for this "
            + $"model: its largest piece, its ends and one call need about {(least >> 20) + 1} MiB. Pass --memory "
            + $"{(least >> 20) + 1}MiB or more, or shorter samples (--sample-tokens)."));
}
