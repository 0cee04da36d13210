using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>The beginning of a text that a model has read; it may be continued in several ways.</summary>
/// <param name="ids">Its tokens.</param>
/// <param name="logits">The logits of the token after it, shape <c>[vocabulary]</c>.</param>
/// <param name="caches">What the model keeps of it, by the name of the input; empty for a model without caches.</param>
internal sealed class Beginning(int[] ids, float[] logits, Dictionary<string, OrtValue> caches) : IDisposable
{
    /// <summary>Its tokens.</summary>
    public IReadOnlyList<int> Ids => ids;

    /// <summary>The logits of the token after it, shape <c>[vocabulary]</c>, float32.</summary>
    public ReadOnlyMemory<float> Logits => logits;

    /// <summary>What the model keeps of it.</summary>
    internal Dictionary<string, OrtValue> Caches => caches;

    /// <summary>Gives the caches back.</summary>
    public void Dispose()
    {
        foreach (OrtValue value in caches.Values)
        {
            value.Dispose();
        }
    }
}
