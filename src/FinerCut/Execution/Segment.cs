using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>A session of a part of a decoder: stream in, something out.</summary>
internal sealed class Segment : IDisposable
{
    private static readonly RunOptions Options = new();

    private readonly InferenceSession _session;
    private readonly string _stream;
    private readonly string[] _inputs;
    private readonly string[] _outputs;

    public Segment(InferenceSession session, Value stream, IEnumerable<Value> sides)
    {
        _session = session;
        _stream = stream.Name;
        _inputs = [_stream, .. sides.Select(side => side.Name)];
        _outputs = [.. session.OutputNames];
    }

    /// <summary>Whether the output is float32.</summary>
    public bool IsFloat => OutputMetadata.ElementDataType == TensorElementType.Float;

    public NodeMetadata OutputMetadata => _session.OutputMetadata[_outputs[0]];

    /// <summary>Computes the output.</summary>
    /// <param name="stream">The stream before; not disposed.</param>
    /// <param name="sides">What else it reads, by name.</param>
    /// <returns>A new value; the caller disposes it.</returns>
    public OrtValue Run(OrtValue stream, IReadOnlyDictionary<string, OrtValue> sides) => RunAll(stream, sides)[0];

    /// <summary>Computes all outputs; see above.</summary>
    public IReadOnlyList<OrtValue> RunAll(OrtValue stream, IReadOnlyDictionary<string, OrtValue> sides)
    {
        try
        {
            return [.. _session.Run(Options, _inputs, Values(stream, sides), _outputs)];
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.Failed($"the part after '{_stream}'", exception);
        }
    }

    /// <summary>Computes the output into memory of the caller's.</summary>
    public void Run(OrtValue stream, IReadOnlyDictionary<string, OrtValue> sides, OrtValue output)
    {
        try
        {
            _session.Run(Options, _inputs, Values(stream, sides), _outputs, [output]);
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.Failed($"the part after '{_stream}'", exception);
        }
    }

    public void Dispose() => _session.Dispose();

    private OrtValue[] Values(OrtValue stream, IReadOnlyDictionary<string, OrtValue> sides) =>
        [.. _inputs.Select(name => name == _stream ? stream : sides[name])];
}
