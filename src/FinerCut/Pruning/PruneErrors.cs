using System.Globalization;
using FinerCut.Onnx;

namespace FinerCut.Pruning;

/// <summary>The texts of errors about a run as a whole.</summary>
internal static class PruneErrors
{
    public static DiagnosticException LongerThanContext(int sampleTokens, long contextLength) => new(
        "FC4029", string.Create(CultureInfo.InvariantCulture, $"A sample of {sampleTokens} tokens is longer than the {contextLength} positions that the model knows. Pass --sample-tokens {contextLength} or less."));

    public static DiagnosticException FixedRows(int sampleTokens, int length) => new(
        "FC2053",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Samples of {sampleTokens} tokens were asked for, but every call of the graph has exactly {length}. ")
            + string.Create(CultureInfo.InvariantCulture, $"Pass --sample-tokens {length}, or leave it out."));

    public static DiagnosticException NoThreads(int threads) => new(
        "FC4030", string.Create(CultureInfo.InvariantCulture, $"The number of threads is {threads}; it must be at least 1. Leave --threads out for the cores of this machine."));

    public static DiagnosticException TooManyThreads(int threads, int processors) => new(
        "FC4030",
        string.Create(
            CultureInfo.InvariantCulture,
            $"--threads {threads} is more than the {processors} processors that finercut may use. ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"Give at most --threads {processors}, or leave it out for the physical cores."));

    public static DiagnosticException TooLittleMemory(long given, long least) => new(
        "FC4061", string.Create(CultureInfo.InvariantCulture, $"A budget of {given >> 20} MiB is too small for this model: its largest piece, its ends and one call need about {(least >> 20) + 1} MiB. Pass --memory {(least >> 20) + 1}MiB or more, or shorter samples (--sample-tokens)."));

    public static DiagnosticException NotSeparable(string path, string reasons) => new(
        "FC2008", $"'{path}' was not understood in full, so it is left alone: {reasons} See finercut inspect.");

    public static DiagnosticException NoLogits(string path, string output) => new(
        "FC2043", $"'{path}' has no head: its output '{output}' are hidden states, and a search compares logits. "
            + "Name the sublayers yourself (--remove 3.attn,7.ffn), try them with finercut gate, "
            + "or export the model with its head.");

    public static string ShorterRows(int found, int wanted) => string.Create(
        CultureInfo.InvariantCulture, $"The rows have {found} tokens instead of {wanted}: the model reads no longer ones.");
}
