using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>One sample of tokens, ready to run: the stream before the first sublayer, and what does not depend on the
/// stream.</summary>
internal sealed class PreparedSample(
    int[] ids, OrtValue start, IReadOnlyDictionary<string, OrtValue> sides) : IDisposable
{
    /// <summary>Tokens in the sample.</summary>
    public int Length => ids.Length;

    public ReadOnlySpan<int> Ids => ids;

    public OrtValue Start => start;

    /// <summary>Size of the stream.</summary>
    public long StreamBytes => start.GetTensorSizeInBytes();

    /// <summary>Inputs of the model, masks, rotary tables and the like, by name.</summary>
    public IReadOnlyDictionary<string, OrtValue> Sides => sides;

    public void Dispose()
    {
        start.Dispose();
        foreach (OrtValue value in sides.Values)
        {
            value.Dispose();
        }
    }
}
