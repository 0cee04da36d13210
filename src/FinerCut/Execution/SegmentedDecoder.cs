using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>A decoder cut at its residual sums: each stretch is a session of its own, so that leaving one out costs nothing,
/// and weights stay in the files of the source.</summary>
internal sealed class SegmentedDecoder : IDisposable
{
    private readonly SessionFactory _sessions;
    private readonly SegmentCutter _cutter;
    private readonly DecoderInputs _inputs;
    private readonly InferenceSession _prelude;
    private readonly Segment _head;

    // By stage and those of its sublayers that are gone; null where nothing is left to compute.
    private readonly Dictionary<(int Stage, string Gone), Segment?> _segments = [];

    private SegmentedDecoder(Model model, SessionFactory sessions)
    {
        _sessions = sessions;
        Map = SegmentCutter.Separable(model);
        _inputs = new DecoderInputs(Map);
        _cutter = new SegmentCutter(Map, sessions);
        _prelude = _cutter.OpenPrelude();
        foreach (Stage stage in Stages)
        {
            _segments[(stage.Index, "")] = _cutter.OpenWhole(stage);
        }

        _head = _cutter.OpenHead();
        Vocabulary = _head.OutputMetadata.Dimensions[^1];
    }

    public DecoderMap Map { get; }

    public IReadOnlyList<Stage> Stages => _cutter.Stages;

    /// <summary>Number of words that the logits range over; 0 where the model tells it only when it runs.</summary>
    public int Vocabulary { get; private set; }

    /// <summary>Threads of the runtime.</summary>
    public int Threads => _sessions.Threads;

    /// <summary>Opens a model; its weights are mapped from its files, not copied.</summary>
    public static SegmentedDecoder Open(string path, SessionFactory sessions)
    {
        Model model = Model.Open(path);
        try
        {
            return new SegmentedDecoder(model, sessions);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Computes what does not depend on the sublayers.</summary>
    public Row Prepare(ReadOnlySpan<int> ids)
    {
        Dictionary<string, OrtValue> values = _inputs.Create(ids, past: null, pastLength: 0);
        try
        {
            using RunOptions options = new();
            Dictionary<string, OrtValue> given = _prelude.InputNames.ToDictionary(name => name, name => values[name]);
            IDisposableReadOnlyCollection<OrtValue> computed = _prelude.Run(options, given, _prelude.OutputNames);
            OrtValue start = computed[0];
            foreach ((string name, OrtValue value) in _prelude.OutputNames.Zip(computed).Skip(1))
            {
                values[name] = value;
            }

            return new Row(ids.Length, start, values);
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.Failed($"the embedding of '{Map.Model.Path}'", exception);
        }
    }

    /// <summary>Runs one stage.</summary>
    /// <returns>The stream after it: a new value, or the same one where nothing is left to compute.</returns>
    public OrtValue Run(Stage stage, IReadOnlySet<SublayerName> removed, OrtValue stream, Row row) =>
        SegmentOf(stage, removed) is { } segment ? segment.Run(stream, row.Sides) : stream;

    /// <summary>Computes the logits.</summary>
    /// <returns>Shape <c>[tokens, vocabulary]</c>, float32.</returns>
    public float[] Logits(OrtValue stream, Row row)
    {
        if (Vocabulary > 0 && _head.OutputMetadata.ElementDataType == TensorElementType.Float)
        {
            float[] logits = new float[(long)row.Length * Vocabulary];
            Logits(stream, row, logits);
            return logits;
        }

        using OrtValue output = _head.Run(stream, row.Sides);
        float[] numbers = LogitNumbers.ToFloats(output);
        Vocabulary = numbers.Length / row.Length;
        return numbers;
    }

    /// <summary>Computes the logits into memory of the caller's, shape <c>[tokens, vocabulary]</c>.</summary>
    public void Logits(OrtValue stream, Row row, float[] logits)
    {
        if (_head.OutputMetadata.ElementDataType != TensorElementType.Float)
        {
            using OrtValue output = _head.Run(stream, row.Sides);
            LogitNumbers.ToFloats(output).CopyTo(logits, 0);
            return;
        }

        using OrtValue buffer = OrtValue.CreateTensorValueFromMemory(logits, [1, row.Length, Vocabulary]);
        _head.Run(stream, row.Sides, buffer);
    }

    /// <summary>Runs a row through all stages and the head.</summary>
    public float[] Logits(Row row, IReadOnlySet<SublayerName> removed)
    {
        OrtValue stream = row.Start;
        foreach (Stage stage in Stages)
        {
            OrtValue next = Run(stage, removed, stream, row);
            if (stream != row.Start && stream != next)
            {
                stream.Dispose();
            }

            stream = next;
        }

        float[] logits = Logits(stream, row);
        if (stream != row.Start)
        {
            stream.Dispose();
        }

        return logits;
    }

    public void Dispose()
    {
        foreach (Segment segment in _segments.Values.OfType<Segment>())
        {
            segment.Dispose();
        }

        _head.Dispose();
        _prelude.Dispose();
        Map.Model.Dispose();
    }

    private Segment? SegmentOf(Stage stage, IReadOnlySet<SublayerName> removed)
    {
        List<SublayerName> names = [.. stage.Sublayers.Select(sublayer => sublayer.Name).Where(removed.Contains)];
        string gone = string.Join(' ', names);
        if (!_segments.TryGetValue((stage.Index, gone), out Segment? segment))
        {
            segment = names.Count == stage.Sublayers.Count && stage.Bypass is not null ? _cutter.OpenBypass(stage) : _cutter.OpenPart(stage, names);
            _segments[(stage.Index, gone)] = segment;
        }

        return segment;
    }
}
