using FinerCut.Decoders;
using FinerCut.Onnx.Graphs;
using FinerCut.Onnx.Passes;
using FinerCut.Surgery;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Execution;

/// <summary>Cuts sessions out of a decoder whose residual sums all have names; their weights stay in the files of the
/// source.</summary>
internal sealed class SegmentCutter
{
    private readonly DecoderMap _map;
    private readonly Func<Model> _open;
    private readonly SegmentFinder _finder;
    private readonly SessionFactory _sessions;
    private readonly bool _withCaches;
    private readonly Dictionary<Value, TensorType> _types = [];

    /// <param name="map">The decoder.</param>
    /// <param name="open">Opens the same model once more.</param>
    /// <param name="sessions">Opens what is cut out.</param>
    /// <param name="withCaches">Whether whole segments compute the caches of their sublayers too.</param>
    public SegmentCutter(DecoderMap map, Func<Model> open, SessionFactory sessions, bool withCaches = false)
    {
        (_map, _open, _sessions, _withCaches) = (map, open, sessions, withCaches);
        _finder = new SegmentFinder(map);
        IsPacked =
            map.Graph.Nodes.Any(node => node.OpType is "MatMulNBits" or "GatherBlockQuantized" or "MatMulInteger");
    }

    public IReadOnlyList<Segment> Segments => _finder.Segments;

    /// <summary>Whether weights are packed, so that they stay in memory beside what the runtime makes of
    /// them.</summary>
    public bool IsPacked { get; }

    /// <summary>All that does not depend on the sublayers, the start of the stream first. Comes before the segments,
    /// which need its types.</summary>
    public InferenceSession OpenPrelude()
    {
        HashSet<Value> sides = [.. Segments.SelectMany(segment => SidesOf(segment)), .. HeadSides()];
        List<Value> computed = [_finder.Start, .. sides.Where(value => !value.IsGraphInput)];
        List<KeyValuePair<Value, TensorType>> inputs =
            [.. _map.Model.Graph.Inputs.Where(input => input is { Initializer: null, Type: not null })
                .Select(input => KeyValuePair.Create(input, InputTypeOf(input)))];
        InferenceSession session =
            _sessions.Open(ModelExtractor.Extract(_map.Model, inputs, computed), _map.Model, IsPacked);
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

    /// <summary>A model that reads token by token, with caches, is run sample by sample here, which its nodes allow
    /// where only its inputs are declared as one token long.</summary>
    private TensorType InputTypeOf(Value input) =>
        CallLimits.FindLimits(_map) is { TokensPerCall: not null, SampleLength: null }
        && _map.Caches.All(cache => cache.Past != input)
            ? new TensorType(
                input.Type!.ElementType,
                input.Type.Dimensions?.Select(size => new Dimension(null, size.Symbol)).ToList())
            : input.Type!;

    /// <summary>A segment with all its sublayers.</summary>
    public SegmentSession OpenWhole(Segment segment)
    {
        LearnTypesBefore(segment.Index);
        return OpenWhole(segment, prepack: true);
    }

    /// <summary>What happens to the stream besides the branches; null where that is nothing.</summary>
    public SegmentSession? OpenBypass(Segment segment)
    {
        LearnTypesBefore(segment.Index);
        Value value = segment.Bypass!;
        long type = (long)_types[segment.Input].ElementType;
        while (value != segment.Input && value.Producer is { OpType: "Cast" or "Identity" } view
            && (view.OpType == "Identity" || view.FindAttribute("to")?.Int == type))
        {
            value = view.Inputs[0]!;
        }

        return value == segment.Input ? null : Open(segment.Input, SidesOf(segment, value), [value]);
    }

    /// <summary>A segment without some of its branches, cut out of an edited copy.</summary>
    public SegmentSession OpenPart(Segment segment, IReadOnlyList<SublayerName> gone)
    {
        LearnTypesBefore(segment.Index);
        using Model copy = _open();
        DecoderMap map = Separable(copy).Map;
        map.Graph.Outputs.ToList().ForEach(map.Graph.RemoveOutput);
        ResidualRewriter.Detach([.. gone.Select(name => map.FindSublayer(name)!)], map.Order);
        IReadOnlyList<Value> sides = SidesOf(segment, segment.Output);
        List<KeyValuePair<Value, TensorType>> inputs = [.. sides.Prepend(segment.Input)
            .Select(value => KeyValuePair.Create(map.Graph.FindValue(value.Name)!, _types[value]))];
        byte[] part = ModelExtractor.Extract(copy, inputs, [OutputIn(map, segment)]);
        InferenceSession session = _sessions.Open(part, copy, prepack: true);
        return new SegmentSession(session, _sessions.ValueMemory, segment.Input, sides);
    }

    /// <summary>A segment that answers with values inside the segment too.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="outputs">Values that the segment computes, in the order of the answer.</param>
    public SegmentSession OpenTaps(Segment segment, IReadOnlyList<Value> outputs)
    {
        LearnTypesBefore(segment.Index);
        IReadOnlyList<Value> sides = [.. outputs.SelectMany(output => SidesOf(segment, output)).Distinct()];
        return Open(segment.Input, sides, outputs);
    }

    /// <summary>From the end of the stream to the logits.</summary>
    public SegmentSession OpenHead()
    {
        LearnTypesBefore(Segments.Count);
        return Open(Segments[^1].Output, HeadSides(), [_map.InnerLogits]);
    }

    /// <summary>Finds out which position a selection takes.</summary>
    public PositionProbe OpenProbe(PositionSelection selection)
    {
        LearnTypesBefore(Segments.Count);
        Value stream = Segments[^1].Output;
        SegmentSession? end = null;
        if (selection.All != stream)
        {
            end = Open(stream, _finder.SideInputs(stream, selection.All, "lm_head"), [selection.All]);
            _types[selection.All] = TypeOf(end.OutputMetadata);
        }

        SegmentSession taking =
            Open(selection.All, _finder.SideInputs(selection.All, selection.One, "lm_head"), [selection.One]);
        return new PositionProbe(end, taking) { Batch = CallLimits.FindLimits(_map).Batch };
    }

    /// <summary>The end of the decoder as an affine map of its last state; null where it is none, or not one of
    /// float32.</summary>
    public AffineHead? OpenAffine()
    {
        Value logits = _map.InnerLogits;
        Value stream = Segments[^1].Output;
        if (AffineEnd.Find(logits) is not { } state || state == stream
            || _finder.SideInputs(state, logits, "lm_head").Count > 0)
        {
            return null;
        }

        LearnTypesBefore(Segments.Count);
        SegmentSession end = Open(stream, _finder.SideInputs(stream, state, "lm_head"), [state]);
        _types[state] = TypeOf(end.OutputMetadata);
        SegmentSession map = Open(state, [], [logits]);
        if (_types[state].ElementType == ElementType.Float
            && TypeOf(map.OutputMetadata).ElementType == ElementType.Float)
        {
            return new AffineHead(end, map, _sessions.Threads);
        }

        end.Dispose();
        map.Dispose();
        return null;
    }

    /// <summary>Edits a model so that its stream can be cut after every addition, and its logits are those of all
    /// positions; else it computes what it did.</summary>
    public static SeparableDecoder Separable(Model model)
    {
        _ = HeadNorms.Split(model.Graph);
        Defusion.Apply(DecoderMap.Find(model));
        StreamShapes.Link(DecoderMap.Find(model));
        TransposedWeights.Fuse(model.Graph);
        DecoderMap map = DecoderMap.Find(model);
        if (map.Selection is not { } selection)
        {
            return new SeparableDecoder(map, null);
        }

        AllPositions.Show(map);
        return new SeparableDecoder(DecoderMap.Find(model), selection);
    }

    /// <summary>The sum of a segment, or what its readers read where the last addition went with a branch.</summary>
    private Value OutputIn(DecoderMap copy, Segment segment)
    {
        Value output = copy.Graph.FindValue(segment.Output.Name)!;
        if (!output.IsUnused)
        {
            return output;
        }

        Use reader = segment.Output.Uses[0];
        int place = _map.Graph.Nodes.Index().First(node => node.Item == reader.Node).Index;
        return copy.Graph.Nodes[place].Inputs[reader.Index]!;
    }

    /// <summary>A segment tells the type of the stream after it.</summary>
    private void LearnTypesBefore(int segment)
    {
        foreach (Segment unknown in Segments.Take(segment).Where(earlier => !_types.ContainsKey(earlier.Output)))
        {
            OpenWhole(unknown, prepack: false).Dispose();
        }
    }

    private SegmentSession OpenWhole(Segment segment, bool prepack)
    {
        SegmentSession session = Open(segment.Input, SidesOf(segment), OutputsOf(segment), prepack);
        _types[segment.Output] = TypeOf(session.OutputMetadata);
        return session;
    }

    private IReadOnlyList<Value> OutputsOf(Segment segment) => _withCaches
        ? [segment.Output, .. segment.Sublayers.SelectMany(sublayer => sublayer.Caches).Select(cache => cache.Present)]
        : [segment.Output];

    private List<Value> SidesOf(Segment segment) =>
        [.. OutputsOf(segment).SelectMany(output => SidesOf(segment, output)).Distinct()];

    private IReadOnlyList<Value> SidesOf(Segment segment, Value output) =>
        _finder.SideInputs(segment.Input, output, segment.Sublayers[0].ToString());

    private IReadOnlyList<Value> HeadSides() => _finder.SideInputs(Segments[^1].Output, _map.InnerLogits, "lm_head");

    private SegmentSession Open(Value input, IReadOnlyList<Value> sides, IReadOnlyList<Value> outputs) =>
        Open(input, sides, outputs, prepack: true);

    private SegmentSession Open(Value input, IReadOnlyList<Value> sides, IReadOnlyList<Value> outputs, bool prepack)
    {
        List<KeyValuePair<Value, TensorType>> inputs =
            [.. sides.Prepend(input).Select(value => KeyValuePair.Create(value, _types[value]))];
        byte[] part = ModelExtractor.Extract(_map.Model, inputs, outputs);
        InferenceSession session = _sessions.Open(part, _map.Model, prepack || IsPacked);
        return new SegmentSession(session, _sessions.ValueMemory, input, sides);
    }

    private static TensorType TypeOf(NodeMetadata metadata) => new(
        (ElementType)(int)metadata.ElementDataType,
        metadata.Dimensions.Length == 0 ? null : [.. metadata.Dimensions.Zip(
            metadata.SymbolicDimensions,
            (size, symbol) => new Dimension(size < 0 ? null : size, symbol.Length > 0 ? symbol : null))]);
}
