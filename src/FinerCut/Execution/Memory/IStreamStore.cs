using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Memory;

/// <summary>The stream before every stage, for every row.</summary>
internal interface IStreamStore : IDisposable
{
    /// <summary>Keeps a value, now owned, in place of the one that was there.</summary>
    /// <param name="stage">0-based index of the stage that it enters; the number of stages for the end.</param>
    /// <param name="row">0-based index.</param>
    /// <param name="value">The value; it may be kept for other stages of the row too.</param>
    void Keep(int stage, int row, OrtValue value);

    /// <summary>A value that stays with the store, which may drop it at the next <see cref="Trim"/>.</summary>
    OrtValue At(int stage, int row);

    /// <summary>Drops what is needed no longer: the streams that enter earlier stages.</summary>
    void Trim(int stage);
}
