using FinerCut.Decoders;
using FinerCut.Execution.Memory;
using FinerCut.Execution.Values;
using FinerCut.Onnx.Files;
using FinerCut.Onnx.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace FinerCut.Execution;

/// <summary>A decoder cut at its residual sums: each stretch is a session of its own, so that leaving one out costs
/// nothing, and weights stay in the files of the source.</summary>
internal sealed class SegmentedDecoder : IDisposable
{
    private readonly SessionFactory _sessions;
    private readonly SegmentCutter _cutter;
    private readonly DecoderInputs _inputs;
    private readonly BoundSession _prelude;
    private readonly IReadOnlyList<OutputPlace> _preludeOutputs;

    // By segment and those of its sublayers that are gone; null where nothing is left to compute.
    private readonly Dictionary<(int Segment, string Gone), SegmentSession?> _openSessions = [];
    private readonly LogitHead _head;

    private SegmentedDecoder(Func<Model> open, Model model, SessionFactory sessions, bool withCaches)
    {
        OpenModel = open;
        _sessions = sessions;
        SeparableDecoder separable = SegmentCutter.Separable(model);
        Map = separable.Map;
        IsOfOnePosition = separable.Selection is not null;
        _inputs = new DecoderInputs(Map);
        _cutter = new SegmentCutter(Map, open, sessions, withCaches);
        _prelude = new BoundSession(_cutter.OpenPrelude());
        _preludeOutputs =
            [.. _prelude.OutputNames
                .Select(name => PlaceOutput(name, _prelude.OutputMetadata[name]))];
        _head = new LogitHead(_cutter, separable);
    }

    /// <summary>How many samples share one opening of a segment that does not stay open.</summary>
    public const int SamplesAtOnce = 16;

    public DecoderMap Map { get; }

    /// <summary>Opens the model once more, as it was before it was cut.</summary>
    public Func<Model> OpenModel { get; }

    /// <summary>Whether the model on disk answers for the last position alone; here it answers for all.</summary>
    public bool IsOfOnePosition { get; }

    /// <inheritdoc cref="DecoderInputs.Limits"/>
    public CallLimits Limits => _inputs.Limits;

    public IReadOnlyList<Segment> Segments => _cutter.Segments;

    /// <summary>Number of tokens that the logits range over; 0 where the model has not told it yet.</summary>
    public int Vocabulary => _head.Vocabulary;

    /// <inheritdoc cref="SegmentCutter.IsPacked"/>
    public bool IsPacked => _cutter.IsPacked;

    /// <summary>What stays in memory between calls; what is there and does not stay any longer goes at once.</summary>
    public MemoryPlan Memory
    {
        get;
        set
        {
            field = value;
            Segments.ToList().ForEach(Leave);
        }
    } = MemoryPlan.Unlimited;

    /// <summary>Sessions of segments that are open now.</summary>
    public int OpenSegments => _openSessions.Values.OfType<SegmentSession>().Count();

    /// <summary>How many samples are worth running through a segment before the next one opens.</summary>
    public int BatchSize => Memory.FirstKeptSegment > 0 ? SamplesAtOnce : 1;

    /// <inheritdoc cref="SessionFactory.ValueMemory"/>
    public IValueMemory ValueMemory => _sessions.ValueMemory;

    /// <summary>Threads of the runtime.</summary>
    public int Threads => _sessions.Threads;

    /// <summary>Opens a model; its weights are mapped from its files, not copied.</summary>
    /// <param name="path">The graph file.</param>
    /// <param name="sessions">Opens its pieces.</param>
    /// <param name="withCaches">Whether whole segments also answer with their caches.</param>
    public static SegmentedDecoder Open(string path, SessionFactory sessions, bool withCaches = false) =>
        Open(() => Model.Open(path), sessions, withCaches);

    /// <summary>Opens a model that was edited.</summary>
    /// <param name="open">Opens the model and edits it, in the same way each time.</param>
    /// <param name="sessions">Opens its pieces.</param>
    /// <param name="withCaches">Whether whole segments also answer with their caches.</param>
    public static SegmentedDecoder Open(Func<Model> open, SessionFactory sessions, bool withCaches = false)
    {
        Model model = open();
        try
        {
            return new SegmentedDecoder(open, model, sessions, withCaches);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Computes what does not depend on the sublayers.</summary>
    /// <param name="ids">The tokens of this call.</param>
    /// <param name="pastLength">Tokens of the calls before; their caches among the sample's sides are zeros, in place
    /// of the real ones.</param>
    public PreparedSample Prepare(ReadOnlySpan<int> ids, int pastLength = 0)
    {
        Dictionary<string, OrtValue> values = _inputs.Create(ids, past: null, pastLength);
        try
        {
            OrtValue[] given = [.. _prelude.InputNames.Select(name => values[name])];
            IReadOnlyList<OrtValue> computed = _prelude.RunModel(_prelude.InputNames, given, _preludeOutputs);
            OrtValue start = computed[0];
            foreach ((string name, OrtValue value) in _prelude.OutputNames.Zip(computed).Skip(1))
            {
                values[name] = value;
            }

            return new PreparedSample(ids.ToArray(), start, values);
        }
        catch (OnnxRuntimeException exception)
        {
            throw RuntimeErrors.Failed($"the embedding of '{Map.Model.Path}'", exception);
        }
    }

    /// <summary>Runs one segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="removed">The sublayers that are left out.</param>
    /// <param name="stream">The stream before; not disposed.</param>
    /// <param name="sides">What else the segment reads, by name.</param>
    /// <returns>The stream after it: a new value, or the same one where nothing is left to compute. Where the decoder
    /// was opened with caches and no sublayer is left out, the caches of the sublayers follow in their order.</returns>
    public IReadOnlyList<OrtValue> RunSegment(
        Segment segment,
        IReadOnlySet<SublayerName> removed,
        OrtValue stream,
        IReadOnlyDictionary<string, OrtValue> sides) =>
        SessionOf(segment, removed) is { } session ? session.RunAll(stream, sides) : [stream];

    /// <summary>Gives the memory of a segment back, if it is one of those that do not stay.</summary>
    public void Leave(Segment segment)
    {
        if (segment.Index >= Memory.FirstKeptSegment)
        {
            return;
        }

        foreach (((int Segment, string Gone) key, SegmentSession? session) in _openSessions
            .Where(pair => pair.Key.Segment == segment.Index && pair.Value is not null).ToList())
        {
            session!.Dispose();
            _openSessions.Remove(key);
        }
    }

    /// <inheritdoc cref="SegmentCutter.OpenTaps"/>
    /// <returns>A session; the caller disposes it.</returns>
    public SegmentSession OpenTaps(Segment segment, IReadOnlyList<Value> outputs) =>
        _cutter.OpenTaps(segment, outputs);

    /// <inheritdoc cref="LogitHead.Logits(OrtValue, PreparedSample)"/>
    public float[] Logits(OrtValue stream, PreparedSample sample) => _head.Logits(stream, sample);

    /// <inheritdoc cref="LogitHead.Logits(OrtValue, PreparedSample, Memory{float})"/>
    public void Logits(OrtValue stream, PreparedSample sample, Memory<float> logits) =>
        _head.Logits(stream, sample, logits);

    /// <inheritdoc cref="LogitHead.EnsureLastPosition"/>
    public void EnsureLastPosition(OrtValue stream, PreparedSample sample) => _head.EnsureLastPosition(stream, sample);

    /// <summary>Opens the end of the decoder as an affine map; null where it is none.</summary>
    public AffineHead? OpenAffine() => Limits.Batch == 1 ? _cutter.OpenAffine() : null;

    /// <summary>Runs a sample through all segments and the head.</summary>
    public float[] Logits(PreparedSample sample, IReadOnlySet<SublayerName> removed)
    {
        using ForwardPass pass = ForwardPass.RunToEnd(this, [sample], removed)[0];
        return pass.ReadLogits();
    }

    public void Dispose()
    {
        foreach (SegmentSession session in _openSessions.Values.OfType<SegmentSession>())
        {
            session.Dispose();
        }

        _head.Dispose();
        _prelude.Dispose();
        Map.Model.Dispose();
    }

    /// <summary>Numbers go to the device. Lengths and shapes stay with the host: operators read them there.</summary>
    private OutputPlace PlaceOutput(string name, NodeMetadata type)
    {
        bool isNumber = type.ElementDataType is TensorElementType.Float or TensorElementType.Float16
            or TensorElementType.BFloat16 or TensorElementType.Double;
        bool isOnDevice = isNumber || type.Dimensions.Length > 1;
        return new OutputPlace(name, isOnDevice ? ValueMemory.Info : OrtMemoryInfo.DefaultInstance);
    }

    private SegmentSession? SessionOf(Segment segment, IReadOnlySet<SublayerName> removed)
    {
        List<SublayerName> names = [.. segment.Sublayers.Select(sublayer => sublayer.Name).Where(removed.Contains)];
        string gone = string.Join(' ', names);
        if (!_openSessions.TryGetValue((segment.Index, gone), out SegmentSession? session))
        {
            session = names.Count == 0 ? _cutter.OpenWhole(segment)
                : names.Count == segment.Sublayers.Count && segment.Bypass is not null
                ? _cutter.OpenBypass(segment)
                : _cutter.OpenPart(segment, names);
            _openSessions[(segment.Index, gone)] = session;
        }

        return session;
    }
}
