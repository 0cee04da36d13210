using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.Surgery;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>A decoder cut at its residual sums: each stretch is a session of its own, so that leaving one out costs nothing,
/// and weights stay in the files of the source.</summary>
internal sealed class SegmentedDecoder : IDisposable
{
    private readonly Model _model;
    private readonly StageFinder _finder;
    private readonly DecoderInputs _inputs;
    private readonly SessionFactory _sessions;
    private readonly Dictionary<Value, TensorType> _types = [];
    private readonly Dictionary<(int Stage, int Gone), Segment?> _segments = [];
    private readonly InferenceSession _prelude;
    private readonly Segment _head;
    private readonly bool _prepack;

    private SegmentedDecoder(Model model, SessionFactory sessions)
    {
        (_model, _sessions) = (model, sessions);
        Defusion.Apply(DecoderMap.Find(model));
        StreamShapes.Link(DecoderMap.Find(model));
        Map = DecoderMap.Find(model);
        _inputs = new DecoderInputs(Map);
        _finder = new StageFinder(Map);
        _prepack = Map.Graph.Nodes.Any(node => node.OpType is "MatMulNBits" or "GatherBlockQuantized" or "MatMulInteger");
        _prelude = OpenPrelude();
        foreach (Stage stage in Stages)
        {
            OpenStage(stage);
        }

        Value end = Stages[^1].Output;
        IReadOnlyList<Value> sides = _finder.SideInputs(end, Map.InnerLogits, "lm_head");
        _head = new Segment(Open(end, sides, Map.InnerLogits), end, sides);
        Vocabulary = _head.OutputMetadata.Dimensions[^1];
    }

    public DecoderMap Map { get; }

    public IReadOnlyList<Stage> Stages => _finder.Stages;

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
            throw RuntimeErrors.Failed($"the embedding of '{_model.Path}'", exception);
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
        _model.Dispose();
    }

    private Segment? SegmentOf(Stage stage, IReadOnlySet<SublayerName> removed)
    {
        int gone = 0;
        for (int i = 0; i < stage.Sublayers.Count; i++)
        {
            gone |= removed.Contains(stage.Sublayers[i].Name) ? 1 << i : 0;
        }

        if (!_segments.TryGetValue((stage.Index, gone), out Segment? segment))
        {
            bool isBypass = gone == (1 << stage.Sublayers.Count) - 1;
            segment = isBypass ? OpenBypass(stage) : OpenPart(stage, [.. stage.Sublayers.Index().Where(pair => (gone >> pair.Index & 1) == 1).Select(pair => pair.Item.Name)]);
            _segments[(stage.Index, gone)] = segment;
        }

        return segment;
    }

    private InferenceSession OpenPrelude()
    {
        HashSet<Value> sides = [];
        foreach (Stage stage in Stages)
        {
            sides.UnionWith(_finder.SideInputs(stage.Input, stage.Output, stage.Sublayers[0].ToString()));
        }

        sides.UnionWith(_finder.SideInputs(Stages[^1].Output, Map.InnerLogits, "lm_head"));
        List<Value> computed = [_finder.Start, .. sides.Where(value => !value.IsGraphInput)];
        List<KeyValuePair<Value, TensorType>> inputs = [.. _model.Graph.Inputs.Where(input => input is { Initializer: null, Type: not null })
            .Select(input => KeyValuePair.Create(input, input.Type!))];
        InferenceSession session = _sessions.Open(Subgraph.Extract(_model, inputs, computed), _model.Path, _prepack);
        foreach ((Value value, TensorType type) in inputs)
        {
            _types[value] = type;
        }

        foreach (Value value in computed)
        {
            _types[value] = TypeOf(session.OutputMetadata[value.Name]);
        }

        return session;
    }

    private void OpenStage(Stage stage)
    {
        IReadOnlyList<Value> sides = _finder.SideInputs(stage.Input, stage.Output, stage.Sublayers[0].ToString());
        Segment segment = new(Open(stage.Input, sides, stage.Output), stage.Input, sides);
        _segments[(stage.Index, 0)] = segment;
        _types[stage.Output] = TypeOf(segment.OutputMetadata);
    }

    /// <summary>What happens to the stream besides the branches; null where that is nothing.</summary>
    private Segment? OpenBypass(Stage stage)
    {
        Value value = stage.Bypass;
        ElementType type = _types[stage.Input].ElementType;
        while (value != stage.Input && value.Producer is { OpType: "Cast" or "Identity" } view
            && (view.OpType == "Identity" || view.FindAttribute("to")?.Int == (long)type))
        {
            value = view.Inputs[0]!;
        }

        if (value == stage.Input)
        {
            return null;
        }

        IReadOnlyList<Value> sides = _finder.SideInputs(stage.Input, value, stage.Sublayers[0].ToString());
        return new Segment(Open(stage.Input, sides, value), stage.Input, sides);
    }

    /// <summary>A parallel block without some of its branches, cut out of an edited copy.</summary>
    private Segment OpenPart(Stage stage, List<SublayerName> gone)
    {
        using Model copy = Model.Open(_model.Path);
        Defusion.Apply(DecoderMap.Find(copy));
        StreamShapes.Link(DecoderMap.Find(copy));
        DecoderMap map = DecoderMap.Find(copy);
        ResidualRewriter.Detach([.. gone.Select(name => map.FindSublayer(name)!)], map.Order);
        Value At(Value value) => map.Graph.FindValue(value.Name)!;
        Value output = At(stage.Output);
        if (output.Uses.Count == 0 && !output.IsGraphOutput)
        {
            Use reader = stage.Output.Uses[0];
            output = map.Graph.Nodes[Map.Graph.Nodes.ToList().IndexOf(reader.Node)].Inputs[reader.Index]!;
        }

        IReadOnlyList<Value> sides = _finder.SideInputs(stage.Input, stage.Output, stage.Sublayers[0].ToString());
        List<KeyValuePair<Value, TensorType>> inputs = [.. sides.Prepend(stage.Input).Select(value => KeyValuePair.Create(At(value), _types[value]))];
        return new Segment(_sessions.Open(Subgraph.Extract(copy, inputs, [output]), _model.Path, _prepack), stage.Input, sides);
    }

    private InferenceSession Open(Value input, IReadOnlyList<Value> sides, Value output)
    {
        List<KeyValuePair<Value, TensorType>> inputs = [.. sides.Prepend(input).Select(value => KeyValuePair.Create(value, _types[value]))];
        return _sessions.Open(Subgraph.Extract(_model, inputs, [output]), _model.Path, _prepack);
    }

    private static TensorType TypeOf(NodeMetadata metadata) => new(
        (ElementType)(int)metadata.ElementDataType,
        metadata.Dimensions.Length == 0 ? null : [.. metadata.Dimensions.Zip(metadata.SymbolicDimensions, (size, symbol) => new Dimension(size < 0 ? null : size, symbol.Length > 0 ? symbol : null))]);
}
