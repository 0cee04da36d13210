using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution.Values;

/// <summary>The bytes of a value as the host reads them.</summary>
/// <param name="value">A value in the host's memory.</param>
/// <param name="isOwned">Whether it goes with the view.</param>
internal readonly struct HostView(OrtValue value, bool isOwned) : IDisposable
{
    /// <summary>The elements, one after the other; valid until the view is disposed.</summary>
    public ReadOnlySpan<byte> Bytes => value.GetTensorDataAsSpan<byte>();

    public void Dispose()
    {
        if (isOwned)
        {
            value.Dispose();
        }
    }
}
