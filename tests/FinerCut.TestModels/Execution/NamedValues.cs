using Microsoft.ML.OnnxRuntime;

namespace FinerCut.TestModels.Execution;

/// <summary>Values by the names of the inputs that take them; it owns them.</summary>
internal sealed class NamedValues(IEnumerable<KeyValuePair<string, OrtValue>> values) : IDisposable
{
    public IReadOnlyDictionary<string, OrtValue> Values { get; } = values.ToDictionary();

    public void Dispose()
    {
        foreach (OrtValue value in Values.Values)
        {
            value.Dispose();
        }
    }
}
