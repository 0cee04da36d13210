using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution.Values;

/// <summary>Room in a <see cref="IValueMemory"/> for one value at a time.</summary>
internal interface IValueRoom
{
    /// <summary>Copies a value in place of the one before.</summary>
    /// <param name="value">No larger than the room.</param>
    void Fill(OrtValue value);

    /// <summary>Copies the value out.</summary>
    /// <param name="type">The type of its elements.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>A new value; the caller disposes it.</returns>
    OrtValue Read(TensorElementType type, long[] shape);
}
