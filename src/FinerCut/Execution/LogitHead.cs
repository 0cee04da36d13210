using FinerCut.Decoders;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>The end of a decoder: from the stream after the last segment to the logits of all positions.</summary>
/// <param name="cutter">Opens it when logits are first asked for.</param>
/// <param name="decoder">The decoder, and what took one position out of all before it was edited.</param>
internal sealed class LogitHead(SegmentCutter cutter, SeparableDecoder decoder) : IDisposable
{
    // Where the model fixes several sequences, all are the same sample, and the logits are those of the first.
    private readonly int _batch = CallLimits.FindLimits(decoder.Map).Batch;

    private SegmentSession? _session;

    // Null where the logits were those of all positions, and once it is known to take the last one.
    private PositionSelection? _selection = decoder.Selection;

    // The axis of the logits that counts tokens, of a shape that has been seen; null before.
    private (long[] Shape, int Axis)? _answer;

    /// <summary>Number of tokens that the logits range over; 0 before the first ones.</summary>
    public int Vocabulary { get; private set; }

    private SegmentSession SegmentSession => _session ??= cutter.OpenHead();

    /// <summary>Computes the logits.</summary>
    /// <returns>Shape <c>[tokens, vocabulary]</c>, float32.</returns>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">They come out in another shape, or are those of another
    /// position than the last where the model answers for one alone.</exception>
    public float[] Logits(OrtValue stream, PreparedSample sample)
    {
        if (_answer is not null)
        {
            float[] logits = new float[(long)sample.Length * Vocabulary];
            Logits(stream, sample, logits);
            return logits;
        }

        using OrtValue output = RunFirst(stream, sample);
        return LogitNumbers.ToFloats(output, _batch);
    }

    /// <summary>Computes the logits into memory of the caller's, shape <c>[tokens, vocabulary]</c>; see
    /// above.</summary>
    public void Logits(OrtValue stream, PreparedSample sample, Memory<float> logits)
    {
        if (_answer is not { } answer)
        {
            using OrtValue output = RunFirst(stream, sample);
            LogitNumbers.ToFloats(output, _batch).CopyTo(logits);
            return;
        }

        long[] shape = [.. answer.Shape];
        shape[answer.Axis] = sample.Length;
        using OrtValue buffer = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, logits, shape);
        SegmentSession.RunForHost(stream, sample.Sides, buffer);
    }

    /// <summary>Looks, the first time, whether a model that answers for one position does so for the last
    /// one.</summary>
    /// <param name="stream">The stream after the last segment.</param>
    /// <param name="sample">The sample; one token does not tell.</param>
    /// <exception cref="FinerCut.Onnx.DiagnosticException">FC2041: it answers for another one.</exception>
    public void EnsureLastPosition(OrtValue stream, PreparedSample sample)
    {
        if (_selection is null || sample.Length < 2)
        {
            return;
        }

        using PositionProbe probe = cutter.OpenProbe(_selection);
        _selection = probe.TakesLastOrAll(stream, sample)
            ? null
            : throw RuntimeErrors.OtherPosition(decoder.Map.Model.Path, _selection.Node.Title);
    }

    public void Dispose() => _session?.Dispose();

    /// <summary>Runs it with memory of the runtime's, and learns what comes out.</summary>
    private OrtValue RunFirst(OrtValue stream, PreparedSample sample)
    {
        EnsureLastPosition(stream, sample);
        OrtValue output = SegmentSession.RunForHost(stream, sample.Sides);
        long[] shape = output.GetTensorTypeAndShape().Shape;
        if (AnswerShape.WidthOf(output, _batch * sample.Length) is not { } width)
        {
            output.Dispose();
            throw RuntimeErrors.UnexpectedShape(decoder.Map.Model.Path, shape, _batch * sample.Length);
        }

        int axis = Array.IndexOf(shape[..^1], sample.Length);
        Vocabulary = width;
        _answer = SegmentSession.IsFloat && _batch == 1 && sample.Length > 1 && axis >= 0 ? (shape, axis) : null;
        return output;
    }
}
