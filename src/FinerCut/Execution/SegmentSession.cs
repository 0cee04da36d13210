using FinerCut.Execution.Values;
using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>A session of a part of a decoder: stream in, something out.</summary>
internal sealed class SegmentSession : IDisposable
{
    private readonly BoundSession _session;
    private readonly IValueMemory _memory;
    private readonly string _stream;
    private readonly string[] _inputs;
    private readonly OutputPlace[] _outputs;

    /// <param name="session">The session; now owned.</param>
    /// <param name="memory">Where values live between runs.</param>
    /// <param name="stream">The stream that it reads.</param>
    /// <param name="sides">What else it reads.</param>
    public SegmentSession(InferenceSession session, IValueMemory memory, Value stream, IEnumerable<Value> sides)
    {
        _session = new BoundSession(session);
        _memory = memory;
        _stream = stream.Name;
        _inputs = [_stream, .. sides.Select(side => side.Name)];
        _outputs = [.. session.OutputNames.Select(name => new OutputPlace(name, memory.Info))];
    }

    /// <summary>Whether the output is float32.</summary>
    public bool IsFloat => OutputMetadata.ElementDataType == TensorElementType.Float;

    public NodeMetadata OutputMetadata => _session.OutputMetadata[_outputs[0].Name];

    /// <summary>Computes the output.</summary>
    /// <param name="stream">The stream before; not disposed.</param>
    /// <param name="sides">What else it reads, by name.</param>
    /// <returns>A new value; the caller disposes it.</returns>
    public OrtValue RunSegment(OrtValue stream, IReadOnlyDictionary<string, OrtValue> sides) =>
        RunAll(stream, sides)[0];

    /// <summary>Computes all outputs; see above.</summary>
    public IReadOnlyList<OrtValue> RunAll(OrtValue stream, IReadOnlyDictionary<string, OrtValue> sides) =>
        Guard(() => _session.RunModel(_inputs, Values(stream, sides), _outputs));

    /// <summary>Computes the output where the host reads it; see above.</summary>
    public OrtValue RunForHost(OrtValue stream, IReadOnlyDictionary<string, OrtValue> sides)
    {
        OutputPlace output = _outputs[0] with { Place = OrtMemoryInfo.DefaultInstance };
        OrtValue value = Guard(() => _session.RunModel(_inputs, Values(stream, sides), [output]))[0];
        _memory.Traffic.Add(value.GetTensorSizeInBytes());
        return value;
    }

    /// <summary>Computes the output into memory of the caller's, where the host reads it.</summary>
    public void RunForHost(OrtValue stream, IReadOnlyDictionary<string, OrtValue> sides, OrtValue output)
    {
        Guard(() =>
        {
            _session.RunModel(_inputs, Values(stream, sides), _outputs[0].Name, output);
            return output;
        });
        _memory.Traffic.Add(output.GetTensorSizeInBytes());
    }

    public void Dispose() => _session.Dispose();

    private T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.Failed($"the part after '{_stream}'", exception);
        }
    }

    private OrtValue[] Values(OrtValue stream, IReadOnlyDictionary<string, OrtValue> sides) =>
        [.. _inputs.Select(name => name == _stream ? stream : sides[name])];
}
