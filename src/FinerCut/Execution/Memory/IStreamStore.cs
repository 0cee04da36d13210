using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Memory;

/// <summary>The stream before some segments, for every sample, and beside each a spare one that may take its
/// place.</summary>
internal interface IStreamStore : IDisposable
{
    /// <summary>A value that stays with the store, which may drop it at the next <see cref="Trim"/>.</summary>
    /// <param name="segment">0-based index of the segment that it enters; 0 for the start.</param>
    /// <param name="sample">0-based index.</param>
    OrtValue At(int segment, int sample);

    /// <summary>Copies a value in place of the one that was there.</summary>
    /// <param name="segment">0-based index of the segment that it enters, from 1.</param>
    /// <param name="sample">0-based index.</param>
    /// <param name="value">A stream of the sample.</param>
    void Keep(int segment, int sample, OrtValue value);

    /// <summary>Copies a value into the spare place; see <see cref="Keep"/>.</summary>
    void KeepSpare(int segment, int sample, OrtValue value);

    /// <summary>Puts the spare value in place of the one that was there.</summary>
    void TakeSpare(int segment, int sample);

    /// <summary>Drops what need not be in memory.</summary>
    void Trim();
}
